using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// Withdrawals against the invoices Receipts issued in the providers' names, both ways: each self-billed withdrawal has
/// one, of its amount. Valid only when drained.
/// </summary>
internal sealed class SelfBillingChecks(WalletDbContext db, ISender sender)
{
    private const int PageSize = 1000;

    public async Task<VerificationCheck> Run(CancellationToken ct)
    {
        var expected = await db
            .Withdrawals.AsNoTracking()
            .Where(x => x.Mode == InvoiceMode.SelfBilled)
            .ToDictionaryAsync(x => x.Id, x => x.InvoiceAmount, ct);
        var differences = new List<string>();
        DocumentId? after = null;
        IReadOnlyList<SelfBilledWithdrawal> page;
        do
        {
            var answer = await sender.Send(new ListSelfBilled(after, PageSize), ct);
            page = answer.Error is null
                ? answer.Value
                : throw new InvalidOperationException($"Receipts did not answer the check: {answer.Error.Code}.");
            foreach (var document in page)
            {
                if (!expected.Remove(document.WithdrawalId, out var amount))
                {
                    differences.Add(
                        $"document {document.DocumentId} is for no self-billed withdrawal, or a second one"
                    );
                }
                else if (amount != document.Total)
                {
                    differences.Add($"document {document.DocumentId} says {document.Total}, its withdrawal {amount}");
                }
            }

            after = page.Count > 0 ? page[^1].DocumentId : null;
        } while (page.Count == PageSize);

        differences.AddRange(expected.Keys.Select(x => $"withdrawal {x} is self-billed and has no invoice"));
        return new("self-billed-withdrawals-agree-with-receipts", [.. differences.Take(LedgerChecks.MostDifferences)]);
    }
}
