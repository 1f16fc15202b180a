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
    search: 'Community, street, county or code',
    order: 'Sort by',
    found: '{n} of {of} communities',
    none: 'No community fits',
    noneHow: 'Try another word or another mode.',
    every: 'All',
    byMode: 'Filter by mode',
    reading: '{n} communities so far',
    column: { name: 'Community', mode: 'Mode', readiness: 'Readiness', mustered: 'At post', vacant: 'No lead', overdue: 'Overdue', open: 'Open', done: 'Done' },
  },
  desk: {
    paperEnds: 'These are the first {n} rows of {of}. For all of them, export the table.',
  },
}
