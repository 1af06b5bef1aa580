using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>What a withdrawal would take, for the page that shows it before asking; nothing is set aside.</summary>
internal sealed record PreviewWithdrawal(Money Amount) : IQuery<WithdrawalPreview>;

/// <summary>The part that would need an invoice, and whose.</summary>
internal sealed record WithdrawalPreview(Money InvoiceAmount, InvoiceMode Mode);

internal sealed class PreviewWithdrawalHandler(EarningTaking earnings, InvoiceModes modes, PayeeNames names, IWork work)
    : IQueryHandler<PreviewWithdrawal, WithdrawalPreview>
{
    public async Task<Result<WithdrawalPreview>> Handle(PreviewWithdrawal query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return WithdrawalErrors.NotAProvider;
        }

        var (provider, amount) = (ProviderId.Of(person), query.Amount);
        if (await names.Refusal(provider, ct) is { } unnamed)
        {
            return unnamed;
        }

        var taken = EarningAllocation.Take(await earnings.OldestFirst(provider, amount.Currency, ct), amount.Minor);
        if (taken is null)
        {
            return WithdrawalErrors.AboveWithdrawable;
        }

        var invoiced = taken.Where(x => x.Line.PlatformSupplied).Sum(x => x.AmountMinor);
        var mode = invoiced == 0 ? InvoiceMode.None : await modes.Of(provider, amount.Currency, ct);
        return new WithdrawalPreview(new Money(invoiced, amount.Currency), mode);
    }
}
