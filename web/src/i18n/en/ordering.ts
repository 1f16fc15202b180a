/** The last look before the click: what will be recorded and told. */
export default {
  ordered: {
    title: 'What will be recorded and told',
    scope: 'Where',
    point: 'Muster point',
    pointTold: 'It is in the text for every group’s chat, and on each one’s own screen.',
    pointShared: 'The people of {n} compounds all go there.',
    pointNone: 'not given: texts ask people to their posts, and do not say where',
    reason: 'Reason',
    reasonKept: 'Recorded alone; no text has it.',
    case: 'Case no.',
    caseDrill: 'A drill records no case.',
    authority: 'Document no.',
    authorityNone: 'not given: tasks that need one are locked at first',
    until: 'Planned end',
  },
}
