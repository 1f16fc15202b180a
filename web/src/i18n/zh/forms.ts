/** 表单与台账的文字。 */
export default {
  form: {
    required: '必填',
  },
}
