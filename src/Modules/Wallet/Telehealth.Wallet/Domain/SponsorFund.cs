using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// The credits of a hub or the visits of a partner's package, in the one ledger (ADR 0026). The fund's name is part of
/// its accounts' names, its kind is the commodity.
/// </summary>
internal sealed record SponsorFund(FundingKind Kind, string Name)
{
    public const int NameLength = 40;

    /// <summary>The name becomes part of an account's, and accounts are found by how they begin.</summary>
    public const string NamePattern = "^[a-z0-9.-]{1,40}$";

    public string Commodity =>
        Kind switch
        {
            FundingKind.Credit => Quantity.Credit,
            FundingKind.Visit => Quantity.Visit,
            _ => throw new InvalidOperationException("A wallet is no fund."),
        };

    public string Issued => Accounts.CreditsIssuedPrefix + Name;

    public string Used => Accounts.CreditsUsedPrefix + Name;

    public string Receivable => Accounts.SponsorReceivablePrefix + Name;

    public string MembersPrefix => $"{Accounts.CreditsPrefix}{Name}:";

    /// <summary>What a person may still use; it carries a floor row.</summary>
    public string Of(PersonId person) => MembersPrefix + person.Value.ToString("D");

    public Quantity Units(long units) => new(units, Commodity);

    public static SponsorFund? Of(CoverFunding? funding) =>
        funding is null or { Kind: FundingKind.Wallet } ? null : new(funding.Kind, funding.Fund!);
}
