/** Texts of logging what happened. */
export default {
  occurrence: {
    title: 'What happened?',
    opens: 'Opens: {titles}',
    gridWhat: 'Its tasks go to the groups of this compound, so it has to be chosen.',
    needGrid: 'Choose the compound.',
    needTold: 'Say where it is, or what happened: whoever goes there knows no more than this. If there is no time, press again to log it as it is.',
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
