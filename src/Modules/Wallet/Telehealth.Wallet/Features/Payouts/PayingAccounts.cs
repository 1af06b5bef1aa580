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

    private static PayingAccount Of(PayingAccountSettings settings)
    {
        BankAccount account = settings.Iban is { Length: > 0 } iban
            ? new BankAccount.International(iban, settings.Bic)
            : new BankAccount.Uk(settings.SortCode!, settings.AccountNumber!);
        var currency = Currency.Of(settings.Currency);
        return new(settings.Id, settings.Holder, currency, account, settings.Bic, settings.ServiceUserNumber);
    }
}
