/** Supervisors: a place at a glance. */
export default {
  district: {
    title: 'Overview',
    open: 'Overview',
    atWork: '{n} of {of} communities not at peace',
    overdue: '{n} overdue',
    vacant: '{n} without lead',
    table: 'The communities',
    moreRows: '{n} more communities',
    column: { name: 'Community', mode: 'Mode', readiness: 'Readiness', mustered: 'At post', vacant: 'No lead', overdue: 'Overdue', open: 'Open', done: 'Done' },
  },
}
