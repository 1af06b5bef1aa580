using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.BankDetails;

/// <summary>Where to pay a provider, opened. Prints nothing of itself.</summary>
/// <param name="Account">The account.</param>
/// <param name="Holder">Whose it is, as the provider wrote it.</param>
/// <param name="MaskedAccount">For people.</param>
/// <param name="Currency">What it takes.</param>
/// <param name="FrozenUntil">Payouts rest until then; null when they never did.</param>
/// <param name="Version">Rises with each change: what was decided on an older one does not hold.</param>
internal sealed record Payee(
    BankAccount Account,
    string Holder,
    string MaskedAccount,
    Currency Currency,
    Instant? FrozenUntil,
    long Version
)
{
    /// <summary>True while payouts rest.</summary>
    public bool IsFrozen(Instant now) => FrozenUntil > now;

    private bool PrintMembers(StringBuilder builder) => false;
}

/// <summary>
/// Seals and opens where providers are paid. Call it before Begin: the vault reads its keys elsewhere.
/// </summary>
internal sealed class Payees(WalletDbContext db, IPersonVault vault)
{
    /// <summary>Where to pay a provider; null when it gave no details.</summary>
    public async Task<Payee?> Of(ProviderId provider, CancellationToken ct)
    {
        var row = await db.PayeeDetails.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        return row is null ? null : await Open(row, ct);
    }

    public async Task<Payee> Open(PayeeDetails row, CancellationToken ct)
    {
        var purpose = PayeeDetails.PurposeOf(row.ProviderId);
        var text = await vault.Open(row.ProviderId.Person, purpose, row.Sealed, ct);
        var stored = JsonSerializer.Deserialize<StoredAccount>(text)!;
        BankAccount account =
            row.Kind == BankAccountKind.Uk
                ? new BankAccount.Uk(stored.Bank!, stored.Number)
                : new BankAccount.International(stored.Number, stored.Bank, stored.Country);
        return new(account, stored.Holder, row.Masked, Currency.Of(row.Currency), row.FrozenUntil, row.Version);
    }

    public async Task<SealedAccount> Seal(
        ProviderId provider,
        string holder,
        BankAccount account,
        Currency currency,
        CancellationToken ct
    )
    {
        var (kind, stored, masked) = account switch
        {
            BankAccount.Uk uk => (
                BankAccountKind.Uk,
                new StoredAccount(holder, uk.SortCode, uk.AccountNumber),
                $"··{uk.SortCode[^2..]} ··· {uk.AccountNumber[^4..]}"
            ),
            BankAccount.International x => (
                BankAccountKind.Iban,
                new StoredAccount(holder, x.Bic, x.Iban, x.Country),
                $"{x.Iban[..2]}·· ··· {x.Iban[^4..]}"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(account)),
        };
        var text = JsonSerializer.Serialize(stored);
        var sealedText = await vault.Seal(provider.Person, PayeeDetails.PurposeOf(provider), text, ct);
        return new(kind, sealedText, masked, stored.Number[^4..], currency);
    }

    /// <summary>What is sealed; the names are the format.</summary>
    /// <param name="Holder">Whose account.</param>
    /// <param name="Bank">Sort code or BIC.</param>
    /// <param name="Number">Account number or IBAN.</param>
    /// <param name="Country">The holder's, when the payment's scheme needs it.</param>
    private sealed record StoredAccount(string Holder, string? Bank, string Number, string? Country = null)
    {
        private bool PrintMembers(StringBuilder builder) => false;
    }
}
