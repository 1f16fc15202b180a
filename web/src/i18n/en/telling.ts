/** Texts of the notices page. */
export default {
  notices: {
    tab: { texts: 'Texts', delivery: 'Delivery' },
    what: 'One notice a group: copy it into the chat. Tell people without a phone in person.',
    over: { stood_down: 'It has been stood down. One notice a group: copy it into the chat, and let people hand over and leave.', undone: 'It was taken back. One notice a group: copy it into the chat, so that nobody comes.' },
    told: 'Copied on this device: {n} of {of}',
    copied: 'Copied; paste it into the chat',
    copiedOnce: 'Copied {at}',
    toldWhat: 'Remembered on this device alone; what was copied on others is not counted.',
    byHand: 'The browser does not allow copying. The text is selected: press and hold to copy it.',
    people: 'Names and phones ({n})',
    none: 'No groups to notify',
    noneHow: 'This activation has ended, or no groups stood up.',
    printedAt: 'printed {at}',
  },
}
