/** Members of a node that are not settings. */
export const nodeMembers: readonly string[] = ['type', 'label', 'note', 'was', 'version']
