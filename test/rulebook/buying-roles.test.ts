import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setting } from '../support/setting.ts';

const { buyingRoles } = setting();

describe('titles', () => {
  it.each([
    ['Chief Financial Officer', 'finance', 'c-level'],
    ['CFO', 'finance', 'c-level'],
    ['VP Finance', 'finance', 'vp'],
    ['Senior Vice President, Operations', 'operations', 'vp'],
    ['Director of IT', 'it', 'director'],
    ['Head of Field Services', 'operations', 'director'],
    ['IT Manager', 'it', 'manager'],
    ['IT Architect', 'it', 'staff'],
    ['Systems Administrator', 'it', 'staff'],
    ['Procurement Manager', 'procurement', 'manager'],
    ['Senior Counsel', 'legal', 'manager'],
    ['Managing Director', 'executive', 'c-level'],
    ['President & CEO', 'executive', 'c-level'],
    ['Owner', 'executive', 'c-level'],
    ['Chief Engineer', 'engineering', 'manager'],
    ['Executive Assistant to the CEO', 'executive', 'staff'],
    ['Dispatcher', 'operations', 'staff'],
    ['HR Director', 'hr', 'director'],
    ['Sales Operations Manager', 'sales-marketing', 'manager'],
    ['Geschäftsführerin', 'executive', 'c-level'],
    ['Leiter Finanzen', 'finance', 'director'],
    ['Finanzleiterin', 'finance', 'director'],
    ['Betriebsleiter', 'operations', 'director'],
    ['Einkäuferin', 'procurement', 'staff'],
    ['Directeur général', 'executive', 'c-level'],
    ['Directrice Financière', 'finance', 'director'],
    ['Responsable achats', 'procurement', 'manager'],
    ['Gerente General', 'executive', 'c-level'],
    ['Gerente de Compras', 'procurement', 'manager'],
    ['Director de Operaciones', 'operations', 'director'],
    ['Diretora Financeira', 'finance', 'director'],
    ['Gerente de Manutenção', 'operations', 'manager'],
    ['Planejador', 'operations', 'staff'],
    ['Zauberin', null, null],
    ['', null, null],
    ['&', null, null],
  ])('%s is %s, %s', (title, job, level) => {
    expect([buyingRoles.functionOf(title), buyingRoles.levelOf(title)]).toEqual([job, level]);
  });

  it('make an economic buyer from the vice presidents up, and of managers in finance', () => {
    const titles = ['COO', 'SVP Sales', 'Finance Manager', 'Controller', 'Kaufmännischer Leiter', 'PDG', 'Presidenta'];
    const others = ['Finance Analyst', 'IT Director', 'Product Owner', 'Assistant to the CFO', 'Plant Manager', ''];
    expect(titles.filter((title) => buyingRoles.isEconomicBuyer([], title))).toEqual(titles);
    expect(others.filter((title) => buyingRoles.isEconomicBuyer([], title))).toEqual([]);
  });

  it('of any text are read without regard to case and accents', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (noise) => {
        const [lower, upper] = [`geschaftsfuhrer ${noise}`, `GESCHÄFTSFÜHRER ${noise}`];
        expect(buyingRoles.levelOf(upper)).toBe(buyingRoles.levelOf(lower));
        expect(buyingRoles.levelOf(upper)).not.toBeNull();
      }),
    );
  });
});

describe('recorded roles', () => {
  it('are read in the spelling of either CRM', () => {
    const labels = [
      'Economic Buyer',
      'BUDGET_HOLDER',
      'decision-maker',
      'Executive Sponsor',
      'Entscheider',
      'Décideur',
    ];
    expect(labels.map(buyingRoles.roleOf)).toEqual(labels.map(() => 'economic-buyer'));
    expect(buyingRoles.roleOf('LEGAL_AND_COMPLIANCE')).toBe('legal');
    expect(buyingRoles.roleOf('Wizard')).toBeNull();
  });

  it('decide whatever the title', () => {
    expect(buyingRoles.isEconomicBuyer(['Evaluator', 'Decision Maker'], 'Dispatcher')).toBe(true);
    expect(buyingRoles.isChampion(['Evaluator', 'Champion'])).toBe(true);
    expect(buyingRoles.isChampion(['Evaluator'])).toBe(false);
  });
});
