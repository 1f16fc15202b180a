/** Texts of logging what happened. */
export default {
  occurrence: {
    title: 'What happened?',
    opens: 'Opens: {titles}',
    gridWhat: 'Its tasks go to the groups of this compound, so it has to be chosen.',
    needGrid: 'Choose the compound.',
    at: 'When',
    logged: 'Logged; opened: {tasks}',
    loggedOnly: 'Logged',
    within: 'within {span}',
    loggedTo: 'Logged; opened: {tasks}, for {names}',
    loggedCall: 'Logged. Please call at once, and do not wait for the notice alone.',
    nobody: 'Nobody has it yet',
    noPhone: 'There is no phone to dial: please find somebody else.',
    told: 'What was logged',
  },
}
