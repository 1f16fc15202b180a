/** The words of forms and ledgers. */
export default {
  form: {
    required: 'required',
    requiredWhat: 'Please try to fill in what has a *.',
    note: 'Note',
    yes: 'Yes',
    no: 'No',
    addRow: 'Add a row',
    removeRow: 'Remove this row',
    row: 'Row {n}',
    decisions: 'Each row becomes a task.',
    lacks: 'Still missing: {names}. You may complete now and report later.',
    lacksOnly: 'Still missing: {names}. You may log it all the same.',
    later: 'Complete now, report later',
    handIn: 'Hand in report',
    handedIn: 'Report handed in',
    owed: 'Reports owed ({n})',
    owedWhat: 'The task is done; its report is still to come.',
  },
}
