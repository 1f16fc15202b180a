/** 表单与台账的文字。 */
export default {
  form: {
    required: '必填',
    requiredWhat: '标 * 的请尽量填写。',
    note: '说明',
    yes: '是',
    no: '否',
    addRow: '添加一行',
    removeRow: '删除这行',
    row: '第{n}行',
    decisions: '每行生成一项任务。',
    lacks: '还缺：{names}。可以先完成，稍后补报。',
    lacksOnly: '还缺：{names}。可以先记录。',
    later: '先完成，稍后补报',
    handIn: '补报',
    handedIn: '已补报',
    owed: '待补报（{n}份）',
    owedWhat: '任务已完成，报告还没有交。',
  },
}
