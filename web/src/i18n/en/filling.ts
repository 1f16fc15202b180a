/** The words for adding somebody to a shift that lacks people. */
export default {
  filling: {
    lack: 'This shift lacks {n}.',
    open: 'Add somebody',
    who: 'Whom (call them first)',
    search: 'Find by name',
    asked: 'in turn, not taken up yet',
    here: 'at the post',
    notHere: 'not at the post yet',
    doubled: 'has another shift at these hours',
    through: 'would have two shifts on end',
    everybody: 'Not in this group? Choose from the whole community',
    more: '{n} more; type a name to narrow them down.',
    none: 'Nobody of that name.',
    told: 'They are recorded as having taken it up, and are told; those who have it keep it.',
    confirm: 'Add',
    done: '{name} was added and has taken it up',
  },
}
