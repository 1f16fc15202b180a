/** Handing over. */
export default {
  handOver: {
    title: 'Hand over all that {name} has',
    what: 'Posts: {posts}, tasks: {tasks}, shifts: {shifts}. All of it goes at once.',
    none: 'There is no post, task or shift.',
    to: 'To whom',
    toIn: 'To whom, in {where}',
    heir: '{name} ({why}, {here}, has {n})',
    why: { deputy: 'deputy', group: 'same group', grid: 'same compound', other: 'another group' },
    shift: '{title}, from {from}',
    everybody: 'Not on the list? Choose from everybody',
    several: 'To several people',
    one: 'To one person',
    clash: 'Shifts of {names} would overlap; you may go on, and arrange for it.',
    hint: 'Such as: cannot be reached, not at the post',
    told: 'Whoever takes over, the person and the lead are told; it is kept in the history.',
    done: '{to} took over from {name}',
    nothing: 'There was nothing left to hand over',
  },
}
