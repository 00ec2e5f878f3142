/** The client that tests publish and listen with; it stands here because mqtt is a dependency of the engine. */
export { connectAsync, type IClientOptions } from 'mqtt'
