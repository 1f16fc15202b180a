/** Supervisors: a place at a glance. */
export default {
  district: {
    title: 'Overview',
    open: 'Overview',
    asOf: 'as of {at}',
    communities: '{n} community | {n} communities',
    named: 'Overview of {name}',
    overdue: '{n} overdue',
    vacant: '{n} without lead',
    table: 'The communities',
    moreRows: '{n} more communities',
    column: { name: 'Community', mode: 'Mode', readiness: 'Readiness', mustered: 'At post', vacant: 'No lead', overdue: 'Overdue', open: 'Open', done: 'Done' },
  },
}
