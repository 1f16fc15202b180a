import { mount, type ComponentMountingOptions } from '@vue/test-utils'
import type { Component } from 'vue'
import { i18n } from '../../src/i18n/index.ts'

/** A component as a page shows it, in Chinese and in the document, so that focus and clicks are real. */
export function shown<C extends Component>(component: C, options: ComponentMountingOptions<C> = {}) {
  return mount(component, { attachTo: document.body, global: { plugins: [i18n] }, ...options } as ComponentMountingOptions<C>)
}
