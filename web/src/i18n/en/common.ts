/** Words used everywhere: waiting and failing. */
export default {
  mark: { comma: ', ', colon: ': ' },
  count: {
    people: '{n} person | {n} people',
    groups: '{n} group | {n} groups',
    tasks: '{n} task | {n} tasks',
    compounds: '{n} compound | {n} compounds',
  },
  wait: { loading: 'Loading…' },
  problem: {
    unreachable: 'The server cannot be reached. Check the network and try again; nothing you entered is lost.',
    too_slow: 'The server has not answered. Try again shortly; nothing you entered is lost.',
    no_answer: 'The server’s answer could not be read. Try again shortly, or ask the administrator.',
    link_unknown: 'This sign-in link is not valid or has expired. Ask the administrator for a new one.',
    unexpected: 'Something went wrong on this page. Reload and try again, or ask the administrator.',
    too_large_here: 'The file is larger than 20 MB. Remove pictures and unrelated sheets, then choose it again.',
    unreadable_here: 'The file cannot be read. Check that it was not moved and that no other program holds it, then choose it again.',
    undo_moved: 'Somebody changed the same since, so it cannot be undone or redone; write what it should be.',
    cell_moved: 'Somebody has just changed the same, so it is not saved; what you typed is here. Save again, and yours stands.',
    cell_gone: 'This person is no longer on the list; nothing was saved.',
    other: 'It was not done ({code}). Try again shortly, or ask the administrator.',
    where: 'Where: {where}',
  },
}
