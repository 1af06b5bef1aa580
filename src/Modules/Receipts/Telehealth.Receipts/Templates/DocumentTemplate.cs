using NodaTime.Text;
using Telehealth.Receipts.Documents;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Templates;

/// <summary>
/// Lays a document of any kind out for PDF. A change of what it draws needs a new <see cref="Version"/>: bytes of
/// the same version must come out the same (RCP-07).
/// </summary>
internal static class DocumentTemplate
{
    public const string Version = "r2";

    private static readonly FrozenWords Usual = new();

    private static readonly Rgb Teal = new(13, 110, 110);
    private static readonly Rgb Pale = new(240, 247, 247);
    private static readonly Rgb Ink = new(31, 41, 51);
    private static readonly Rgb Muted = new(94, 108, 118);
    private static readonly Rgb Hair = new(217, 224, 227);

    public static Document Write(FrozenDocument data, string creator) =>
        Document.Create(
            new DocumentInfo(
                $"{data.Title} {data.Number}",
                data.Supplier.Name,
                $"{data.Title} {data.Number} for {Words(data).ReferenceLabel.ToLowerInvariant()} {data.BookingNumber}",
                creator,
                InstantPattern.ExtendedIso.Parse(data.IssuedAt).Value
            ),
            page =>
            {
                page.Band = Teal;
                page.Header.Row(row => Head(row, data));
                page.Content.Column(column => Content(column, data));
                page.Footer.Column(column => Foot(column, data));
            }
        );

    private static void Head(RowBlock row, FrozenDocument data)
    {
        row.Relative()
            .Column(left =>
            {
                left.Item().Text(data.Supplier.Name).Size(13).Bold().Color(Ink);
                if (data.IssuedBy is { } by)
                {
                    left.Item().Text(by).Size(8).Color(Muted);
                }
            });
        row.Constant(210)
            .Column(right =>
            {
                right.Item().Text(data.Title).Size(TitleSize(data.Title)).Bold().Color(Teal).AlignRight();
                right.Item().Text(data.Number).Size(10).Color(Muted).AlignRight();
            });
    }

    // A title in two languages still stands on one line.
    private static double TitleSize(string title) =>
        title.Length switch
        {
            > 24 => 12,
            > 18 => 15,
            _ => 21,
        };

    private static void Content(ColumnBlock column, FrozenDocument data)
    {
        column.Item().Line(Hair);
        column.Item().Padding(0, 14, 0, 16).Row(row => Facts(row, data));
        column
            .Item()
            .Padding(0, 0, 0, 22)
            .Row(row =>
            {
                row.Spacing(24);
                row.Relative().Column(party => Party(party, Words(data).SupplierLabel, data.Supplier));
                row.Relative().Column(party => Party(party, Words(data).CustomerLabel, data.Customer));
            });
        if (data.Corrects is { } original)
        {
            column.Item().Padding(0, 0, 0, 14).KeepTogether().KeepWithNext().Column(box => Correction(box, original));
        }

        // From the last line on all stays on one page: no total without a line, no code without a sentence.
        column.Item().KeepWithNext().Table(table => Lines(table, data));
        column.Item().Padding(0, 6, 0, 0).KeepTogether().KeepWithNext().Row(row => Totals(row, data));
        if (data.TaxStatement is { } statement)
        {
            column.Item().Padding(0, 14, 0, 0).KeepWithNext().Text(statement).Size(9).Color(Ink);
        }

        foreach (var sentence in Words(data).Statements)
        {
            column.Item().Padding(0, 14, 0, 0).KeepWithNext().Text(sentence).Size(9.5).Bold().Color(Ink);
        }

        var space = data.TaxStatement is null ? 14 : 4;
        column.Item().Padding(0, space, 0, 0).KeepWithNext().Text(data.Settlement).Size(9).Color(Muted);
        column.Item().Padding(0, 26, 0, 0).KeepTogether().Row(row => Verification(row, data));
    }

    private static void Facts(RowBlock row, FrozenDocument data)
    {
        row.Spacing(24);
        Fact(row, "Date of issue", Wording.Date(data.IssuedOn));
        Fact(row, Words(data).SuppliedLabel, Wording.Date(data.SuppliedOn));
        Fact(row, Words(data).ReferenceLabel, data.BookingNumber);
        Fact(
            row,
            data.Corrects is null ? Words(data).PaidLabel : "Total credited",
            Wording.Amount(data.TotalMinor, data.Currency)
        );
    }

    private static FrozenWords Words(FrozenDocument data) => data.Words ?? Usual;

    private static void Fact(RowBlock row, string label, string value) =>
        row.Relative()
            .Column(fact =>
            {
                fact.Item().Text(label).Size(7.5).Color(Muted);
                fact.Item().Text(value).Size(9.5).Bold().Color(Ink);
            });

    private static void Party(ColumnBlock party, string label, FrozenParty who)
    {
        party.Item().Padding(0, 0, 0, 3).Text(label).Size(7.5).Color(Muted);
        party.Item().Text(who.Name).Size(10).Bold().Color(Ink);
        foreach (var line in who.Lines)
        {
            party.Item().Text(line).Size(9).Color(Ink);
        }
    }

    private static void Correction(ColumnBlock column, FrozenOriginal original) =>
        column
            .Item()
            .Background(Pale)
            .Accent(Teal)
            .Padding(14, 9, 14, 9)
            .Column(box =>
            {
                var text = $"Corrects {original.Number} of {Wording.Date(original.IssuedOn)} in full";
                box.Item().Text(text).Size(10).Bold().Color(Ink);
                box.Item().Text($"Reason: {original.Reason}").Size(9).Color(Ink);
            });

    private static void Lines(TableBlock table, FrozenDocument data)
    {
        if (Words(data).AmountOnly)
        {
            Amounts(table, data);
            return;
        }

        var taxed = data.TaxColumn is not null;
        table.RelativeColumn();
        table.NumberColumn(30);
        table.NumberColumn(76);
        if (taxed)
        {
            table.NumberColumn(56);
        }

        table.NumberColumn(84);
        string[] tax = taxed ? [data.TaxColumn!] : [];
        table.Head(["Description", "Qty", "Unit price", .. tax, $"Amount ({data.Currency})"]);
        foreach (var line in data.Lines)
        {
            string[] rate = taxed ? [line.TaxText] : [];
            var unit = Wording.Digits(line.UnitMinor, data.Currency);
            var amount = Wording.Digits(line.NetMinor, data.Currency);
            table.Row([$"{line.Description}\n{line.Details}".TrimEnd(), $"{line.Quantity}", unit, .. rate, amount]);
        }
    }

    private static void Amounts(TableBlock table, FrozenDocument data)
    {
        table.RelativeColumn();
        table.NumberColumn(84);
        table.Head(["Description", $"Amount ({data.Currency})"]);
        foreach (var line in data.Lines)
        {
            table.Row([$"{line.Description}\n{line.Details}".TrimEnd(), Wording.Digits(line.NetMinor, data.Currency)]);
        }
    }

    private static void Totals(RowBlock row, FrozenDocument data)
    {
        row.Relative().Text("");
        row.Constant(230)
            .Column(sums =>
            {
                if (data.TaxLabel is { } label)
                {
                    Sum(sums, "Net", Wording.Digits(data.NetMinor, data.Currency));
                    Sum(sums, label, Wording.Digits(data.TaxMinor, data.Currency));
                }

                sums.Item()
                    .Background(Pale)
                    .Padding(10, 7, 0, 7)
                    .Row(total =>
                    {
                        var name = data.Corrects is null ? "Total" : "Total credit";
                        total.Relative().Text(name).Size(11).Bold().Color(Teal);
                        var sum = Wording.Amount(data.TotalMinor, data.Currency);
                        total.Constant(120).Padding(0, 0, 8, 0).Text(sum).Size(12).Bold().Color(Teal).AlignRight();
                    });
            });
    }

    private static void Sum(ColumnBlock sums, string label, string value) =>
        sums.Item()
            .Padding(10, 3, 8, 3)
            .Row(row =>
            {
                row.Relative().Text(label).Size(9.5).Color(Muted);
                row.Constant(110).Text(value).Size(9.5).Color(Ink).AlignRight();
            });

    private static void Verification(RowBlock row, FrozenDocument data)
    {
        row.Spacing(14);
        row.Constant(62).Qr(data.VerifyUrl, 62);
        row.Relative()
            .Padding(0, 6, 0, 0)
            .Column(text =>
            {
                text.Item().Text("Is this document genuine?").Size(9.5).Bold().Color(Ink);
                text.Item()
                    .Text("Scan the code or open the address below: it shows what was issued.")
                    .Size(8.5)
                    .Color(Muted);
                text.Item().Text(data.VerifyUrl).Size(8.5).Color(Teal).Link(data.VerifyUrl);
            });
    }

    private static void Foot(ColumnBlock column, FrozenDocument data)
    {
        column.Item().Line(Hair);
        column
            .Item()
            .Padding(0, 6, 0, 0)
            .Row(row =>
            {
                row.Relative().Text($"{data.Title} {data.Number}").Size(7.5).Color(Muted);
                row.Constant(90).Text(at => $"Page {at.Page} of {at.Pages}").Size(7.5).Color(Muted).AlignRight();
            });
    }
}
