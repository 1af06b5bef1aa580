using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>The configured accounts of the platform that payouts go out of.</summary>
internal sealed class PayingAccounts(IOptions<WalletOptions> options)
{
    private readonly List<PayingAccount> all = [.. options.Value.PayingAccounts.Select(Of)];

    public PayingAccount? Find(string id) => all.Find(x => x.Id == id);

    public IEnumerable<PayingAccount> In(Currency currency) => all.Where(x => x.Currency == currency);

    /// <summary>True for an account of the platform itself: money sent there would come back to us.</summary>
    public bool IsOurs(BankAccount account) => all.Exists(x => x.Account.Key == account.Key);

    private static PayingAccount Of(PayingAccountSettings settings)
    {
        var currency = Currency.Of(settings.Currency);
        return new(settings.Id, settings.Holder, currency, settings.Account, settings.Bic, settings.ServiceUserNumber);
    }
}
