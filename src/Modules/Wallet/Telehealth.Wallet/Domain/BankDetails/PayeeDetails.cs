using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>
/// Where a provider is paid (WAL-12): sealed, with a masked text beside it for people. A change makes payouts rest
/// for a
/// cooling period, so that whoever broke into an account cannot have the next run.
/// </summary>
internal sealed class PayeeDetails : AggregateRoot
{
    private PayeeDetails() { }

    public PayeeDetails(ProviderId provider, SealedAccount account, Instant now)
    {
        ProviderId = provider;
        Write(account, now);
    }

    public ProviderId ProviderId { get; private set; }

    public BankAccountKind Kind { get; private set; }

    /// <summary>
    /// Holder and account as <see cref="Features.BankDetails.Payees"/> reads them; opens for this provider only.
    /// </summary>
    public byte[] Sealed { get; private set; } = [];

    /// <summary>Such as <c>··59 ··· 8472</c>.</summary>
    public string Masked { get; private set; } = "";

    public string LastFour { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public Instant ChangedAt { get; private set; }

    /// <summary>Until when payouts rest; null while these are the first details ever.</summary>
    public Instant? FrozenUntil { get; private set; }

    /// <summary>Other details: payouts rest.</summary>
    public void Change(SealedAccount account, Instant now, Duration cooling)
    {
        Write(account, now);
        FrozenUntil = now + cooling;
    }

    /// <summary>The vault's purpose of a provider's row.</summary>
    public static string PurposeOf(ProviderId provider) => $"wallet_payee_details|Sealed|{provider}";

    private void Write(SealedAccount account, Instant now)
    {
        Kind = account.Kind;
        Sealed = account.Sealed;
        Masked = account.Masked;
        LastFour = account.LastFour;
        Currency = account.Currency.Code;
        ChangedAt = now;
    }
}

/// <summary>An account as it is stored.</summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Sealed">Holder and account, sealed.</param>
/// <param name="Masked">For people.</param>
/// <param name="LastFour">For people.</param>
/// <param name="Currency">What it takes.</param>
internal sealed record SealedAccount(
    BankAccountKind Kind,
    byte[] Sealed,
    string Masked,
    string LastFour,
    Currency Currency
);
