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
    told: 'What was logged',
  },
}
