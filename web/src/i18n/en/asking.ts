/** Swaps and hand-overs that wait for an answer: seen here, and answered for whoever has only a telephone. */
export default {
  asking: {
    title: 'Swaps and hand-overs that wait for an answer ({n})',
    how: 'Until it is agreed, whoever has it stays responsible. Call whoever is asked and answer for them; to arrange it otherwise, open the task and reassign it.',
    who: '{name} asks {colleague} to take over',
    inReturn: 'For {colleague}’s: {shift}',
    since: 'asked {at}',
    agree: 'They agree',
    decline: 'They cannot',
    agreed: '{name} has it now',
    declined: 'It stays with {name}',
  },
}
