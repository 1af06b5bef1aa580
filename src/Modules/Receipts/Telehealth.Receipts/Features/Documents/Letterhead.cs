using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>What all documents have in common: who stands on them, their days, and the code that proves them.</summary>
internal sealed class Letterhead(IOptions<ReceiptsOptions> options, PublicOrigin origin)
{
    // Without 0, 1, I, O; 26 of them hold 130 bits: nobody guesses one.
    private const string CodeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 26;

    private static readonly LocalDateTimePattern Moments = LocalDateTimePattern.CreateWithInvariantCulture(
        "d MMMM yyyy, HH:mm"
    );

    public PlatformOptions Platform => options.Value.Platform;

    public DateTimeZone PlatformZone => ZoneOf(Platform.TimeZone);

    private TaxParty Us => TaxParty.Business(Platform.Country, Platform.VatNumber);

    /// <summary>The platform's own sale of a session this professional holds.</summary>
    public TaxTreatment SaleOf(Supplier professional, TaxParty customer) =>
        TaxRules.For(new Supply(Us, customer, SupplyPurpose.Care, professional.RegistrationBody));

    /// <summary>A session a provider supplies to the platform, on the invoice the platform issues for it.</summary>
    public TaxTreatment SelfBilledBy(Supplier provider) =>
        TaxRules.SelfBilled(new Supply(PartyOf(provider), Us, SupplyPurpose.Care, provider.RegistrationBody));

    /// <summary>The platform's commission, at the rate of a channel's policy where it is taxed at home.</summary>
    public TaxTreatment CommissionTo(TaxParty provider, int rateBasisPoints) =>
        TaxRules.Commission(Us, provider, rateBasisPoints);

    /// <summary>
    /// A business of which no country is known is taken to be at home: a provider without a profile.
    /// </summary>
    public TaxParty BusinessAtHome => TaxParty.Business(Platform.Country, null);

    /// <summary>A provider as tax sees it: in business, registered or not.</summary>
    public static TaxParty PartyOf(Supplier provider) => TaxParty.Business(provider.Country, provider.VatNumber);

    /// <summary>A fresh code and the address it is checked at.</summary>
    public (string Code, string Url) Proof()
    {
        var code = RandomNumberGenerator.GetString(CodeLetters, CodeLength);
        return (code, origin.At($"/receipts/verify/{code}").AbsoluteUri);
    }

    /// <summary>The platform as printed; its number only where tax is spoken of.</summary>
    public FrozenParty Own(bool withNumber, params ReadOnlySpan<string> more)
    {
        var lines = new List<string>(Platform.AddressLines) { CountryName(Platform.Country) };
        if (withNumber && Platform.VatNumber is { } number && TaxRules.NamesOf(Platform.Country) is { } names)
        {
            lines.Add($"{names.NumberLabel} {number}");
        }

        lines.AddRange(more);
        return new FrozenParty(Platform.LegalName, lines);
    }

    /// <summary>What a customer's tax number is called, or null when there is none to show.</summary>
    public static string? NumberLabelOf(Supplier customer) =>
        PartyOf(customer).IsRegistered ? TaxRules.NamesOf(customer.Country)?.NumberLabel ?? "Tax no." : null;

    /// <summary>A provider as printed; the number under this label, or not at all.</summary>
    public static FrozenParty Provider(Supplier supplier, string? numberLabel, params ReadOnlySpan<string> more)
    {
        var lines = new List<string>(supplier.AddressLines) { CountryName(supplier.Country) };
        if (numberLabel is not null)
        {
            lines.Add($"{numberLabel} {supplier.VatNumber}");
        }

        if (supplier is { RegistrationBody: { } body, RegistrationNumber: { } registration })
        {
            lines.Add($"{body} registration {registration}");
        }

        lines.AddRange(more);
        return new FrozenParty(supplier.LegalName, lines);
    }

    /// <summary>Such as <c>VAT 20 %</c>; null when nothing may be said of tax.</summary>
    public static string? TaxLabel(TaxTreatment tax) =>
        tax.Kind switch
        {
            TaxKind.Standard => $"{tax.TaxName} {TaxRules.Percent(tax.RateBasisPoints)}",
            TaxKind.Exempt => $"{tax.TaxName} ({tax.LineLabel.ToLowerInvariant()})",
            TaxKind.ReverseCharge => $"{tax.TaxName} (reverse charge)",
            TaxKind.OutsideScope => $"{tax.TaxName} (outside scope)",
            _ => null,
        };

    public static string Day(Instant instant, DateTimeZone zone) =>
        LocalDatePattern.Iso.Format(instant.InZone(zone).Date);

    public static string Moment(Instant instant, DateTimeZone zone) =>
        Moments.Format(instant.InZone(zone).LocalDateTime);

    public static DateTimeZone ZoneOf(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;

    public static string CountryName(string code) => Countries.NameOf(code);
}
