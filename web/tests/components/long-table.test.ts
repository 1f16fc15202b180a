// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import LongTable from '../../src/desk/LongTable.vue'
import { useLanguage } from '../../src/i18n/index.ts'
import { shown } from './shown.ts'

const columns = [{ id: 'name', title: '社区' }]
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `${at}` }))
const table = (count: number, exported = false) => shown(LongTable, { props: { rows: rowsOf(count), columns, label: '社区', testid: 'table', exported } })

const print = async (what: 'beforeprint' | 'afterprint'): Promise<void> => {
  dispatchEvent(new Event(what))
  await nextTick()
}
afterEach(() => print('afterprint'))

test('of a long table a screen draws those in view, and paper all', async () => {
  const long = table(900)
  expect(long.findAll('.line').length).toBeLessThan(60)
  expect(long.find('[data-testid=paper-ends]').exists()).toBe(false)
  await print('beforeprint')
  expect(long.findAll('.line').length).toBe(900)
  long.unmount()
})

test('where paper ends before the table, screen and paper say so, and what to do', async () => {
  await useLanguage('zh')
  const long = table(2001, true)
  const says = '打印只到第2000行，共2001行；要全部，请导出表格，或先筛选再分次打印。'
  expect(long.find('[data-testid=paper-ends]').text()).toBe(says)
  await print('beforeprint')
  expect(long.findAll('.line').length).toBe(2000)
  expect(long.find('[data-testid=paper-ends]').text()).toBe(says)
  long.unmount()
  const other = table(2001)
  expect(other.find('[data-testid=paper-ends]').text()).not.toContain('导出')
  other.unmount()
})
