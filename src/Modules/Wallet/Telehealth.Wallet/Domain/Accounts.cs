using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// The chart of accounts (standards §3). An account is its code; it exists once something is posted to it.
/// </summary>
internal static class Accounts
{
    public const string StripeClearing = "asset:stripe:clearing";
    public const string Commission = "income:commission";
    public const string VatOutput = "liability:tax:vat-output";
    public const string PlatformSales = "income:platform-sales";
    public const string ProviderCost = "expense:provider-cost";
    public const string PayoutInTransit = "liability:payout-in-transit";
    public const string Bank = "asset:bank";
    public const string StripeFees = "expense:stripe-fees";
    public const string ClientWalletPrefix = "liability:client-wallet:";
    public const string ProviderPayablePrefix = "liability:provider-payable:";
    public const string CreditsPrefix = "liability:credits:";
    public const string CreditsIssuedPrefix = "asset:credits-issued:";
    public const string CreditsUsedPrefix = "income:credits-used:";
    public const string SponsorReceivablePrefix = "asset:sponsor-receivable:";

    public static string ClientWallet(PersonId client) => ClientWalletPrefix + client.Value.ToString("D");

    public static string ProviderPayable(ProviderId provider) => ProviderPayablePrefix + provider.Value.ToString("D");

    /// <summary>True for an account that may never be overdrawn: it carries a balance row.</summary>
    public static bool HasFloor(string account) =>
        account.StartsWith(ClientWalletPrefix, StringComparison.Ordinal)
        || account.StartsWith(ProviderPayablePrefix, StringComparison.Ordinal)
        || account.StartsWith(CreditsPrefix, StringComparison.Ordinal);
}
