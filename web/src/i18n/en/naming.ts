/** Texts of naming somebody to a group at work. */
export default {
  naming: {
    title: 'Name somebody: {where}',
    position: 'As',
    hasLead: '{name} leads; to change who leads, hand over from the lead.',
    who: 'Who',
    search: 'Find by name in the whole community',
    here: 'at the post',
    of: '{why}, has {n}',
    roster: 'no post so far',
    more: '{n} more: type a name',
    nobody: 'Nobody has this name; add whom the roster lacks there first.',
    need: 'Choose somebody',
    hint: 'For instance: the lead cannot come',
    told: 'They are told, with their post. Tasks that nobody answers for go to a new lead or deputy; the history keeps it. The roster stays as it is.',
    save: 'Name them',
    done: '{name} is now {position} of {where}',
  },
}
