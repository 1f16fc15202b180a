/** The words of forms and ledgers. */
export default {
  form: {
    required: 'required',
  },
}
