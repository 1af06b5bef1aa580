using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Templates;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>What other modules answered about a posted cover.</summary>
internal sealed record ReceiptFacts(Supplier Supplier, PersonCard Client, PersonCard Provider, SupplyModel Model)
{
    public string IssuerKey => Model == SupplyModel.Agency ? Issuer.KeyOf(Supplier.ProviderId) : Issuer.PlatformKey;
}

/// <summary>Writes down, word for word, what a document says.</summary>
internal sealed class ReceiptComposer(IOptions<ReceiptsOptions> options, PublicOrigin origin)
{
    // Without 0, 1, I, O; 26 of them hold 130 bits: nobody guesses one.
    private const string CodeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 26;

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture(
        "d MMMM yyyy, HH:mm"
    );

    private PlatformOptions Platform => options.Value.Platform;

    public FrozenDocument Receipt(CoverPostedV1 posted, ReceiptFacts facts, string number, Instant now)
    {
        var agency = facts.Model == SupplyModel.Agency;
        var country = agency ? facts.Supplier.Country : Platform.Country;
        var taxNumber = agency ? facts.Supplier.VatNumber : Platform.VatNumber;
        var tax = TaxRules.For(country, taxNumber, facts.Supplier.RegistrationBody);
        var zone = Zone(facts.Provider.TimeZone);
        var total = posted.Split.Price;
        var within = tax.TaxWithin(total.Minor);
        var net = total.Minor - within;
        var code = RandomNumberGenerator.GetString(CodeLetters, CodeLength);
        return new FrozenDocument
        {
            Title = tax.Title,
            Number = number,
            IssuedOn = Day(now, zone),
            SuppliedOn = Day(posted.SuppliedAt, zone),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = country,
            Zone = zone.Id,
            Supplier = agency ? Provider(facts.Supplier, tax) : Own(tax),
            Customer = new FrozenParty(facts.Client.DisplayName, [CountryName(facts.Client.Country)]),
            IssuedBy = agency ? $"Issued by {Platform.LegalName} on behalf of {facts.Supplier.LegalName}" : null,
            Lines = [Line(posted, facts, zone, tax, net)],
            Currency = total.Currency.Code,
            NetMinor = net,
            TaxMinor = within,
            TotalMinor = total.Minor,
            TaxLabel = TaxLabel(tax),
            TaxStatement = tax.Statement,
            TaxColumn = tax.TaxName.Length > 0 ? tax.TaxName : null,
            BookingNumber = posted.BookingNumber,
            Settlement =
                $"Paid in full from your {Platform.Name} wallet on "
                + $"{Wording.Date(Day(posted.PostedAt, zone))}. Nothing is left to pay.",
            VerifyCode = code,
            VerifyUrl = VerifyUrl(code),
        };
    }

    public FrozenDocument CreditNote(FrozenDocument original, string reason, string number, Instant now)
    {
        var code = RandomNumberGenerator.GetString(CodeLetters, CodeLength);
        return original with
        {
            Title = TaxRules.CreditTitle(original.Country),
            Number = number,
            IssuedOn = Day(now, Zone(original.Zone)),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Settlement = "This credit note cancels the document named above in full. Keep both for your records.",
            Corrects = new FrozenOriginal(original.Number, original.IssuedOn, reason),
            VerifyCode = code,
            VerifyUrl = VerifyUrl(code),
        };
    }

    private string VerifyUrl(string code) => origin.At($"/receipts/verify/{code}").AbsoluteUri;

    private static FrozenLine Line(
        CoverPostedV1 posted,
        ReceiptFacts facts,
        DateTimeZone zone,
        TaxTreatment tax,
        long net
    )
    {
        var held = Moment.Format(posted.SuppliedAt.InZone(zone).LocalDateTime);
        var with = facts.Model == SupplyModel.Agency ? "" : $" · with {facts.Supplier.DisplayName}";
        var details = $"Held {held} ({zone.Id}){with}";
        return new(posted.ServiceName, details, 1, net, net, tax.LineLabel, posted.Split.Price.Minor);
    }

    private static FrozenParty Provider(Supplier supplier, TaxTreatment tax)
    {
        var lines = new List<string>(supplier.AddressLines) { CountryName(supplier.Country) };
        if (tax.NumberLabel is { } label)
        {
            lines.Add($"{label} {supplier.VatNumber}");
        }

        if (supplier is { RegistrationBody: { } body, RegistrationNumber: { } registration })
        {
            lines.Add($"{body} registration {registration}");
        }

        return new FrozenParty(supplier.LegalName, lines);
    }

    private FrozenParty Own(TaxTreatment tax)
    {
        var lines = new List<string>(Platform.AddressLines) { CountryName(Platform.Country) };
        if (tax.NumberLabel is { } label && Platform.VatNumber is { } number)
        {
            lines.Add($"{label} {number}");
        }

        return new FrozenParty(Platform.LegalName, lines);
    }

    private static string? TaxLabel(TaxTreatment tax) =>
        tax.Kind switch
        {
            TaxKind.Standard => $"{tax.TaxName} {TaxRules.Percent(tax.RateBasisPoints)}",
            TaxKind.Exempt => $"{tax.TaxName} ({tax.LineLabel.ToLowerInvariant()})",
            _ => null,
        };

    private static string Day(Instant instant, DateTimeZone zone) =>
        LocalDatePattern.Iso.Format(instant.InZone(zone).Date);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;

    private static string CountryName(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
