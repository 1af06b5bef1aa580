using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.Wallet.Areas.Finance;

/// <summary>The finance pages, as the second bar shows them.</summary>
internal static class FinanceMenu
{
    public static IEnumerable<MenuEntry> Entries =>
        [
            Entry(60, "/wallet/finance", "Friday"),
            Entry(61, "/wallet/finance/withdrawals", "Withdrawals"),
            Entry(62, "/wallet/finance/invoices", "Invoices"),
            Entry(63, "/wallet/finance/batches", "Batches"),
            Entry(64, "/wallet/finance/bank-answers", "Bank answers"),
            Entry(65, "/wallet/finance/journals", "Journals"),
            Entry(66, "/wallet/finance/trial-balance", "Trial balance"),
            Entry(67, "/wallet/finance/stripe-messages", "Stripe messages"),
        ];

    private static MenuEntry Entry(int order, string path, string label) =>
        new(order, path, label, Roles.Finance, Roles.PayoutApprover) { Group = "Finance" };
}
