using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Templates;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>From a posted cover to a receipt that its client and provider, and nobody else, can read.</summary>
public abstract class ReceiptSuite(Engine engine) : ReceiptsSuite(engine)
{
    [EngineFact]
    [Rule("RCP-01", Part = "agency")]
    [Rule("RCP-01", Part = "in app")]
    [Rule("RCP-03", Part = "exemption")]
    [Rule("RCP-06", Part = "html")]
    public async Task The_client_gets_a_receipt_in_the_providers_name_and_series_issued_on_its_behalf()
    {
        var item = await Issued();
        item.GetProperty("supplier").GetString().ShouldBe("Dr Þórður Jónsson");
        item.GetProperty("state").GetString().ShouldBe("ready");
        Number(item).ShouldEndWith("-00001");
        using var file = await Client.Http.GetAsync($"api/v1/receipts/documents/{Id(item)}/file");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var pdf = PdfDocument.Open(await file.Content.ReadAsByteArrayAsync());
        var html = await Client.Http.GetStringAsync($"api/v1/receipts/documents/{Id(item)}/html");
        foreach (var text in (string[])[pdf.GetPage(1).Text, WebUtility.HtmlDecode(html)])
        {
            text.ShouldContain("Issued by Telehealth on behalf of Dr Þórður Jónsson");
            text.ShouldContain("Łucja Żółć");
            text.ShouldContain("Exempt – VATA 1994 Sch 9 Group 7");
            text.ShouldContain("HCPC registration PYL1");
            text.ShouldContain("£65.00");
            text.ShouldContain(Number(item));
        }

        html.ShouldNotContain("<script");
        html.ShouldNotContain("style=");
    }

    [EngineFact]
    [Rule("RCP-03", Part = "receipts")]
    public async Task A_registered_counsellors_receipt_shows_the_tax_inside_the_price()
    {
        await Bill(Provider, new { VatNumber = "GB123456789" });
        var document = await Get(Client, $"documents/{Id(await Issued())}");
        document.GetProperty("title").GetString().ShouldBe("VAT invoice");
        document.GetProperty("net").GetProperty("amount").GetInt64().ShouldBe(5417);
        document.GetProperty("tax").GetProperty("amount").GetInt64().ShouldBe(1083);
        var html = await Client.Http.GetStringAsync($"api/v1/receipts/documents/{Id(document)}/html");
        html.ShouldContain("GB123456789");
    }

    [EngineFact]
    [Rule("RCP-03", Part = "receipts")]
    public async Task An_unregistered_counsellors_receipt_says_nothing_of_tax()
    {
        await Bill(Provider, new { });
        var item = await Issued();
        var html = await Client.Http.GetStringAsync($"api/v1/receipts/documents/{Id(item)}/html");
        html.ShouldNotContain("VAT");
        html.ShouldNotContain("Net");
    }

    [EngineFact]
    public async Task Client_provider_and_finance_read_it_and_for_all_others_there_is_none()
    {
        var id = Id(await Issued());
        foreach (var reader in (Reader[])[Client, Provider, await Finance()])
        {
            (await Documents(reader)).ShouldContain(x => Id(x) == id);
            (await Get(reader, $"documents/{id}")).GetProperty("customer").GetString().ShouldBe("Łucja Żółć");
        }

        var stranger = await SignUp(App.SignUpClient("Somebody Else"));
        (await Documents(stranger)).ShouldBeEmpty();
        foreach (var path in (string[])[id, $"{id}/file", $"{id}/html", $"{Ids.New()}"])
        {
            using var answer = await stranger.Http.GetAsync($"api/v1/receipts/documents/{path}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using var nobody = await App.Http.GetAsync($"api/v1/receipts/documents/{id}/file");
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    [Rule("RCP-07", Part = "kept")]
    public async Task Bytes_and_hash_are_kept_and_the_frozen_words_give_the_same_bytes_again()
    {
        var item = await Issued();
        var bytes = await Client.Http.GetByteArrayAsync($"api/v1/receipts/documents/{Id(item)}/file");
        var document = await Get(Client, $"documents/{Id(item)}");
        document.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));

        // Whatever the profile says later, the document says what it said.
        await Bill(Provider, new { LegalName = "Another Name" });
        var json = await Read(db => Task.FromResult(db.Documents.Single(x => x.Kind == DocumentKind.Receipt).Data));
        var renderer = (DocumentRenderer)App.Services.GetService(typeof(DocumentRenderer))!;
        renderer.Render(FrozenDocument.FromJson(json)).Content.ShouldBe(bytes);
        (await Client.Http.GetByteArrayAsync($"api/v1/receipts/documents/{Id(item)}/file")).ShouldBe(bytes);
    }

    [EngineFact]
    [Rule("RCP-06", Part = "archival")]
    [Rule("RCP-06", Part = "link")]
    public async Task The_issued_file_says_of_itself_what_pdf_a_wants_and_leads_to_its_proof()
    {
        var item = await Issued();
        var bytes = await Client.Http.GetByteArrayAsync($"api/v1/receipts/documents/{Id(item)}/file");
        var text = Encoding.UTF8.GetString(bytes);
        var packet = text[text.IndexOf("<x:xmpmeta", StringComparison.Ordinal)..];
        var xmp = XDocument.Parse(packet[..(packet.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + 12)]);
        XNamespace rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        string Said(string name, string shape) =>
            xmp.Descendants(XName.Get(name, "http://purl.org/dc/elements/1.1/"))
                .ShouldHaveSingleItem()
                .Element(rdf + shape)
                .ShouldNotBeNull()
                .Elements(rdf + "li")
                .ShouldHaveSingleItem()
                .Value;
        using var pdf = PdfDocument.Open(bytes);
        Said("title", "Alt").ShouldBe($"Receipt {Number(item)}");
        Said("creator", "Seq").ShouldBe("Dr Þórður Jónsson");
        Said("description", "Alt").ShouldBe($"Receipt {Number(item)} for booking 7K2M-94QX");
        Said("title", "Alt").ShouldBe(pdf.Information.Title);
        Said("creator", "Seq").ShouldBe(pdf.Information.Author);
        Said("description", "Alt").ShouldBe(pdf.Information.Subject);
        text.ShouldContain("/Lang (en)");
        var proof = (await Get(Client, $"documents/{Id(item)}")).GetProperty("verifyUrl").GetString();
        var link = pdf.GetPage(1).GetAnnotations().ShouldHaveSingleItem();
        ((UriAction)link.Action!).Uri.ShouldBe(proof);
    }

    [EngineFact]
    [Rule("RCP-06", Part = "verification")]
    public async Task Anybody_can_check_a_document_and_learns_nothing_of_the_client()
    {
        var item = await Issued();
        var url = new Uri((await Get(Client, $"documents/{Id(item)}")).GetProperty("verifyUrl").GetString()!);
        var page = WebUtility.HtmlDecode(await App.Http.GetStringAsync(url));
        page.ShouldContain("This document is genuine");
        page.ShouldContain(Number(item));
        page.ShouldContain("£65.00");
        page.ShouldNotContain("Łucja");
        var json = await App.Http.GetStringAsync($"api/v1{url.AbsolutePath}");
        var answer = JsonDocument.Parse(json).RootElement;
        answer.GetProperty("number").GetString().ShouldBe(Number(item));
        answer.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(6500);
        json.ShouldNotContain("ucja");
        url.Segments[^1].Length.ShouldBe(26);
        foreach (var wrong in (string[])["A", new string('A', 26), "%20", "%F0%9F%98%80", new string('B', 500)])
        {
            using var unknown = await App.Http.GetAsync($"receipts/verify/{wrong}");
            unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            using var problem = await App.Http.GetAsync($"api/v1/receipts/verify/{wrong}");
            problem.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [EngineFact]
    public async Task A_list_is_read_page_by_page_newest_first_and_a_strange_cursor_is_refused()
    {
        await Post(5);
        await App.Drain();
        var numbers = new List<string>();
        string? after = null;
        do
        {
            var page = await Get(Client, $"documents?limit=2{(after is null ? "" : $"&after={after}")}");
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(Number));
            after = page.GetProperty("next").GetString();
        } while (after is not null);
        numbers.Select(x => x[^1]).ShouldBe(['5', '4', '3', '2', '1']);
        foreach (var query in (string[])["limit=0", "limit=101", "after=x", "after=%2F%2F"])
        {
            using var answer = await Client.Http.GetAsync($"api/v1/receipts/documents?{query}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
        }
    }

    [EngineFact]
    public async Task Other_modules_get_the_file_and_every_receipted_cover()
    {
        var events = await Post(3);
        await App.Drain();
        var first = (await App.Send(new ListReceiptedCovers(null, 2))).Value;
        var rest = (await App.Send(new ListReceiptedCovers(first[^1].DocumentId, 2))).Value;
        first.Concat(rest).Select(x => x.CoverId).ShouldBe(events.Select(x => x.CoverId), ignoreOrder: true);
        first.ShouldAllBe(x => x.Total == Money.Gbp(6500));
        var file = (await App.Send(new GetDocumentFile(first[0].DocumentId))).Value;
        file.FileName.ShouldBe($"{file.Number}.pdf");
        Encoding.ASCII.GetString(file.Content, 0, 5).ShouldBe("%PDF-");
    }
}

public sealed class SqliteReceipts() : ReceiptSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresReceipts() : ReceiptSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerReceipts() : ReceiptSuite(Engine.SqlServer);
