using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Receipts.Domain;

/// <summary>Whose name a document must show and cannot carry.</summary>
/// <param name="From">Who can give it.</param>
/// <param name="OfProvider">True for a provider's billing details, false for a client's name.</param>
internal sealed record MissingName(PersonId From, bool OfProvider);

/// <summary>
/// A document that is owed and waits for a name in the letters documents are printed in. It has no number: number and
/// date are those of its issue, which follows by itself once the name is there. The money does not wait for it.
/// </summary>
internal sealed class WaitingDocument
{
    private WaitingDocument() { }

    /// <summary>Order of waiting, for cursors.</summary>
    public long Sequence { get; private set; }

    /// <summary>The id the issued document will have.</summary>
    public DocumentId Id { get; private set; }

    public DocumentKind Kind { get; private set; }

    public PersonId NeededFrom { get; private set; }

    public bool OfProvider { get; private set; }

    /// <summary>The client it is to; null on a document between platform and provider.</summary>
    public PersonId? ClientId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public CoverId? CoverId { get; private set; }

    /// <summary>The booking's number or the withdrawal's reference.</summary>
    public string Reference { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public long TotalMinor { get; private set; }

    /// <summary>What it is issued from: the event it answers, as it came.</summary>
    public string Event { get; private set; } = "";

    public Instant Since { get; private set; }

    /// <summary>How often a name was asked for.</summary>
    public int Asked { get; private set; } = 1;

    /// <summary>When it was issued; null while it waits.</summary>
    public Instant? IssuedAt { get; private set; }

    public Money Total => new(TotalMinor, BuildingBlocks.Currency.Of(Currency));

    public static WaitingDocument For(
        (DocumentId Id, DocumentKind Kind) document,
        MissingName name,
        (PersonId? Client, ProviderId Provider, CoverId? Cover, string Reference) concerns,
        Money total,
        string integrationEvent,
        Instant now
    ) =>
        new()
        {
            Id = document.Id,
            Kind = document.Kind,
            NeededFrom = name.From,
            OfProvider = name.OfProvider,
            ClientId = concerns.Client,
            ProviderId = concerns.Provider,
            CoverId = concerns.Cover,
            Reference = concerns.Reference,
            Currency = total.Currency.Code,
            TotalMinor = total.Minor,
            Event = integrationEvent,
            Since = now,
        };

    /// <summary>One name came, and another one is still needed.</summary>
    public void AskAgain(MissingName name)
    {
        (NeededFrom, OfProvider) = (name.From, name.OfProvider);
        Asked++;
    }

    public void Issued(Instant now) => IssuedAt = now;
}
