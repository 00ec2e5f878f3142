/** A file of connections, as an example. */
export const connectionsExample = `{
  "default": { "url": "mqtt://127.0.0.1:1883" },
  "plant": { "url": "mqtts://broker.plant.example", "username": "line-3", "password": { "env": "PLANT_PASSWORD" },
             "ca": "plant-ca.pem" },
  "orders": { "url": "https://orders.plant.example/api/v1", "token": { "env": "ORDERS_TOKEN" } }
}`
