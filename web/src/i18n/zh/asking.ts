/** 换班、转交等答复：书记这里看，也可代答。 */
export default {
  asking: {
    title: '换班、转交，等答复（{n}项）',
    how: '同意之前仍由原来的人负责。可打电话问过对方再代答；要另行安排，点任务名转派。',
    who: '{name}请{colleague}接手',
    inReturn: '换{colleague}的：{shift}',
    since: '{at}提出',
    agree: '代答同意',
    decline: '代答不便',
    agreed: '已由{name}接手',
    declined: '仍由{name}负责',
  },
}
