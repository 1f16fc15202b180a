/** 通知页的文字。 */
export default {
  notices: {
    tab: { texts: '群通知', delivery: '送达情况' },
    what: '每组一条通知：复制后发到群里；没有电话的请当面通知。',
    over: { stood_down: '已经解除。每组一条通知：复制后发到群里，请大家交接后撤岗。', undone: '启动已撤销。每组一条通知：复制后发到群里，请大家不必到岗。' },
    told: '本机已复制{n}/{of}组',
    copied: '已复制，去群里粘贴',
    copiedOnce: '{at}已复制',
    toldWhat: '只记在这台设备上；在别的设备上复制的不算在内。',
    byHand: '浏览器不让自动复制。文字已选中，请长按复制。',
    people: '名单和电话（{n}人）',
    none: '没有要通知的小组',
    noneHow: '这次启动已经结束，或没有成立小组。',
    printedAt: '{at}打印',
  },
}
