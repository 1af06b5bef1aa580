using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.BankDetails;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>Why a due withdrawal is not paid.</summary>
public enum PayoutBlock
{
    /// <summary>The provider gave no bank details.</summary>
    NoBankDetails,

    /// <summary>The provider's bank details changed: payouts rest until the cooling period is over.</summary>
    DetailsResting,

    /// <summary>The provider's account does not take this currency.</summary>
    OtherCurrency,

    /// <summary>The account cannot be paid as it is: it lacks a BIC or a country, or it is our own.</summary>
    DetailsIncomplete,
}

/// <summary>A due withdrawal with its payee, or with what stands against paying it.</summary>
internal sealed record DuePayout(
    Withdrawal Withdrawal,
    FrozenPayee? Payee,
    string? MaskedAccount,
    PayoutBlock? Block,
    Instant? RestsUntil
);

/// <summary>Finds what is due, and asks for each payee's bank details outside any transaction.</summary>
internal sealed class DuePayouts(WalletDbContext db, Payees payees, PayingAccounts accounts, IClock clock)
{
    /// <summary>
    /// Most payouts of one batch: a batch is sent in one transaction, and 500 of them take a few seconds.
    /// </summary>
    public const int MostPayouts = 500;

    public Task<List<Withdrawal>> Due(LocalDate date, string? currency, int take, CancellationToken ct) =>
        db
            .Withdrawals.AsNoTracking()
            .Where(x =>
                x.State == WithdrawalState.Scheduled
                && x.PayoutDate <= date
                && (currency == null || x.Currency == currency)
            )
            .OrderBy(x => x.Sequence)
            .Take(take)
            .ToListAsync(ct);

    public async Task<List<DuePayout>> WithPayees(IEnumerable<Withdrawal> withdrawals, CancellationToken ct)
    {
        var found = new List<DuePayout>();
        foreach (var withdrawal in withdrawals)
        {
            found.Add(await WithPayee(withdrawal, ct));
        }

        return found;
    }

    /// <summary>What may be paid by this day, the oldest first, as many as a batch holds.</summary>
    public async Task<List<DuePayout>> Payable(LocalDate date, string currency, CancellationToken ct)
    {
        var payable = new List<DuePayout>();
        foreach (var withdrawal in await Due(date, currency, int.MaxValue, ct))
        {
            var payout = await WithPayee(withdrawal, ct);
            if (payout.Block is null)
            {
                payable.Add(payout);
            }

            if (payable.Count == MostPayouts)
            {
                break;
            }
        }

        return payable;
    }

    /// <summary>References of the payouts whose payee is not the one that was gathered, or rests by now.</summary>
    public async Task<List<string>> Changed(IEnumerable<Payout> payouts, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var changed = new List<string>();
        foreach (var payout in payouts)
        {
            if (
                await payees.Of(payout.ProviderId, ct) is not { } payee
                || payee.IsFrozen(now)
                || HashOf(payee) != payout.PayeeHash
            )
            {
                changed.Add(payout.Reference);
            }
        }

        return changed;
    }

    private async Task<DuePayout> WithPayee(Withdrawal withdrawal, CancellationToken ct)
    {
        if (await payees.Of(withdrawal.ProviderId, ct) is not { } payee)
        {
            return new(withdrawal, null, null, PayoutBlock.NoBankDetails, null);
        }

        var now = clock.GetCurrentInstant();
        PayoutBlock? block =
            payee.Currency.Code != withdrawal.Currency ? PayoutBlock.OtherCurrency
            : payee.IsFrozen(now) ? PayoutBlock.DetailsResting
            : IsPayable(payee) ? null
            : PayoutBlock.DetailsIncomplete;
        var frozen = FrozenPayee.Of(payee.Holder, payee.Account) with
        {
            InvoiceNumber = await AcceptedInvoice(withdrawal, ct),
        };
        return new(
            withdrawal,
            frozen,
            payee.MaskedAccount,
            block,
            block == PayoutBlock.DetailsResting ? payee.FrozenUntil : null
        );
    }

    private Task<string?> AcceptedInvoice(Withdrawal withdrawal, CancellationToken ct) =>
        db
            .ReceivedInvoices.Where(x => x.WithdrawalId == withdrawal.Id && x.State == InvoiceState.Accepted)
            .Select(x => (string?)x.Number)
            .FirstOrDefaultAsync(ct);

    // Details given before these were asked for.
    private bool IsPayable(Payee payee) =>
        PaymentSchemes.Missing(payee.Currency, payee.Account).Count == 0 && !accounts.IsOurs(payee.Account);

    private static string HashOf(Payee payee) => FrozenPayee.Of(payee.Holder, payee.Account).Hash;
}
