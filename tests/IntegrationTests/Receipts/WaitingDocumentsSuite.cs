using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Persistence;
using Telehealth.Marketplace.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Documents that cannot carry a name wait for one in Latin letters, and are issued by themselves.</summary>
public abstract class WaitingDocumentsSuite(Engine engine) : ProviderDocumentsSuite(engine)
{
    private const string Hebrew = "דוד כהן";

    [EngineFact]
    [Rule("RCP-02", Part = "gap-free")]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_receipt_waits_for_the_name_without_a_number_and_is_issued_once_it_is_there()
    {
        await CallClient(Hebrew);
        var supplied = App.Now;
        await Post(2);
        await App.Drain();
        (await Documents(Client)).ShouldBeEmpty();
        var waiting = await WaitingOf(Client);
        waiting.Count.ShouldBe(2);
        waiting.ShouldAllBe(x => x.GetProperty("state").GetString() == "nameNeeded");
        waiting[0].GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(6500);
        waiting[0].GetProperty("reference").GetString().ShouldBe("7K2M-94QX");
        waiting[0].GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);

        var staff = await WaitingOf(await Finance());
        staff.Select(x => x.GetProperty("name").GetString()).ShouldBe([Hebrew, Hebrew]);
        (await WaitingOf(await SignUp(App.SignUpClient("Somebody Else")))).ShouldBeEmpty();
        (await WaitingOf(Provider)).ShouldBeEmpty();
        await ToldOnce(Client, "Your name in Latin letters, please");

        var listed = (await App.Send(new ListReceiptedCovers(null, 1))).Value;
        listed = [.. listed, .. (await App.Send(new ListReceiptedCovers(listed[0].DocumentId, 5))).Value];
        listed.Select(x => x.DocumentId.ToString()).ShouldBe(waiting.Select(Id), ignoreOrder: true);

        // Somebody else's receipt takes the number meanwhile: none was spent on those that wait.
        var other = await SignUp(App.SignUpClient("Ana Other"));
        await Post(client: other);
        await App.Drain();
        Number((await Documents(other)).Single()).ShouldEndWith("-00001");

        await App.AdvanceTo(App.Now + Duration.FromDays(3));
        await Rename(Client, new { NameOnDocuments = "David Cohen" });
        await App.Drain();
        (await WaitingOf(Client)).ShouldBeEmpty();
        var issued = await Documents(Client);
        issued.Select(x => Number(x)[^5..]).Order().ShouldBe(["00002", "00003"]);
        issued.Select(Id).ShouldBe(waiting.Select(x => x.GetProperty("id").GetString()!), ignoreOrder: true);
        var read = await Get(Client, $"documents/{Id(issued[0])}");
        read.GetProperty("customer").GetString().ShouldBe("David Cohen");
        read.GetProperty("suppliedOn").GetString().ShouldBe(DayOf(supplied));
        issued[0].GetProperty("issuedOn").GetString().ShouldBe(DayOf(App.Now));
        (await Html(Client, issued[0])).ShouldNotContain("\uFFFD");
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task Both_names_may_be_missing_and_each_is_asked_for_in_its_turn()
    {
        await CallClient("王秀英");
        await BillIn("Δρ Ελένη", "Οδός Ερμού 1");
        await Post();
        await App.Drain();
        (await WaitingOf(Client)).ShouldHaveSingleItem().GetProperty("ofProvider").GetBoolean().ShouldBeFalse();
        var commission = (await WaitingOf(Provider)).ShouldHaveSingleItem();
        commission.GetProperty("kind").GetString().ShouldBe("commissionInvoice");
        await ToldOnce(Provider, "Your name in Latin letters, please");

        await Rename(Client, new { NameOnDocuments = "Wang Xiuying" });
        await App.Drain();
        (await Documents(Client)).ShouldBeEmpty();
        (await WaitingOf(Client)).ShouldHaveSingleItem().GetProperty("ofProvider").GetBoolean().ShouldBeTrue();
        (await WaitingOf(Provider)).Count.ShouldBe(2);

        await Bill(Provider, new { LegalName = "Dr Eleni Papadopoulou" });
        await App.Drain();
        (await WaitingOf(Client)).ShouldBeEmpty();
        (await WaitingOf(Provider)).ShouldBeEmpty();
        var receipt = (await Documents(Client)).ShouldHaveSingleItem();
        receipt.GetProperty("supplier").GetString().ShouldBe("Dr Eleni Papadopoulou");
        (await Documents(Provider, "commissionInvoice")).ShouldHaveSingleItem();
        await App.Drain();
        (await Documents(Client)).Count.ShouldBe(1);
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_name_that_comes_while_the_receipt_is_written_is_not_missed()
    {
        await CallClient(Hebrew);
        await Post();
        await App.Drain();
        (await WaitingOf(Client)).ShouldHaveSingleItem();

        // As if the name had come and been told of before the row was there.
        await App.Behind<IdentityDbContext>(db =>
            db.People.Where(x => x.Id == Client.Person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.NameOnDocuments, "David Cohen"))
        );
        var id = new DocumentId((await WaitingOf(Client))[0].GetProperty("id").GetGuid());
        var needed = new DocumentNameNeededV1(id, DocumentKind.Receipt, Client.Person.Id, false, "7K2M-94QX", false);
        await Announce("receipts.document-name-needed.v1", [needed], x => $"name:{x.NeededFrom}");
        await App.Drain();
        (await Documents(Client)).ShouldHaveSingleItem();
        (await WaitingOf(Client)).ShouldBeEmpty();
    }

    [EngineFact]
    [Rule("WAL-08", Part = "agreement")]
    public async Task A_provider_whom_no_document_can_name_cannot_agree_and_the_money_of_an_agreement_does_not_wait()
    {
        await BillIn("ד״ר דוד כהן", "רחוב הרצל 1");
        using var refused = await SendAgreement(Provider);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TelehealthApp.Code(refused)).ShouldBe("receipts.billing-name-needed");

        await Bill(Provider, new { LegalName = "Dr David Cohen" });
        await Agree(Provider);
        await BillIn("ד״ר דוד כהן", "רחוב הרצל 1");
        var withdrawal = Withdrawn("W7K2M94", 4875);
        await Withdraw(withdrawal);
        var invoice = (await Documents(Provider, "selfBilledInvoice")).ShouldHaveSingleItem();
        invoice.GetProperty("supplier").GetString().ShouldBe("Dr David Cohen");

        // The bank has paid: only its advice waits.
        await PayOut(Sent(withdrawal, Line("7K2M-94QX", 5200, platform: false)));
        var advice = (await WaitingOf(Provider)).ShouldHaveSingleItem();
        advice.GetProperty("kind").GetString().ShouldBe("remittanceAdvice");
        await Bill(Provider, new { LegalName = "Dr David Cohen" });
        await Settle();
        (await Documents(Provider, "remittanceAdvice")).ShouldHaveSingleItem();
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_reason_or_a_service_in_other_letters_never_reaches_a_document()
    {
        await Post(alter: x => x with { ServiceName = "Терапия" });
        await App.Drain();
        var receipt = (await Documents(Client)).Single();
        (await Html(Client, receipt)).ShouldContain("Session");
        (await Html(Client, receipt)).ShouldNotContain("Терапия");
        using var refused = await Credit(await Finance(), Id(receipt), "שגיאה בסכום", "k1");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Latin letters");
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task Billing_details_and_services_are_taken_in_latin_letters_only_and_said_beside_the_field()
    {
        var wrong = new Dictionary<string, object>
        {
            ["billing.legalName"] = Billing("王医生", "1 Harbour Street"),
            ["billing.addressLines"] = Billing("Dr Wang", "上海市"),
            ["billing.registrationNumber"] = Billing("Dr Wang", "1 Harbour Street", "编号7"),
        };
        foreach (var (field, billing) in wrong)
        {
            var profile = new
            {
                displayName = "王医生",
                primaryCategory = "psychology",
                timeZone = "Europe/London",
                modes = new[] { "video" },
                billing,
            };
            using var current = await Provider.Http.GetAsync("api/v1/marketplace/providers/me/profile");
            using var answer = await TelehealthApp.Send(
                Provider.Http,
                HttpMethod.Put,
                "marketplace/providers/me/profile",
                profile,
                ifMatch: current.Headers.ETag!.Tag
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            problem.GetProperty("errors").EnumerateObject().Select(x => x.Name).ShouldBe([field]);
        }
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task The_page_says_what_waits_and_the_name_is_given_on_the_account_page()
    {
        await CallClient(Hebrew);
        await Post();
        await App.Drain();
        using var browser = await App.Browse(Client.Person);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/receipts/documents"));
        page.ShouldContain("Waiting for a name");
        page.ShouldContain("Name needed");
        page.ShouldContain("7K2M-94QX");
        page.ShouldContain("/identity/account\">Write it");

        (string, string)[] usual =
        [
            ("Version", "0"),
            ("DisplayName", Hebrew),
            ("DateOfBirth", "1990-05-17"),
            ("Country", "GB"),
            ("TimeZone", "Europe/London"),
            ("Language", "en-GB"),
        ];
        using var unnamed = await TelehealthApp.Submit(browser, "/identity/account", usual);
        var said = WebUtility.HtmlDecode(await unnamed.Content.ReadAsStringAsync());
        said.ShouldContain("NameOnDocuments-error");
        said.ShouldContain("printed in Latin letters. Please write the name in them too");
    }

    private static object Billing(string name, string line, string number = "PYL1") =>
        new
        {
            legalName = name,
            addressLines = new[] { line },
            country = "GB",
            registrationBody = "HCPC",
            registrationNumber = number,
        };

    private static async Task<List<JsonElement>> WaitingOf(Reader reader) =>
        [.. (await Get(reader, "waiting-documents?limit=100")).GetProperty("items").EnumerateArray()];

    private static string DayOf(Instant at) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(at.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date);

    private async Task ToldOnce(Reader reader, string subject)
    {
        var to = Uri.EscapeDataString(reader.Person.Email);
        var mails = await TelehealthApp.Read(await App.Http.GetAsync($"/dev/mail/messages?to={to}"));
        mails.EnumerateArray().Count(x => x.GetProperty("subject").GetString() == subject).ShouldBe(1);
        var feed = await TelehealthApp.Get(reader.Http, "notifications");
        var items = feed.GetProperty("items").EnumerateArray();
        items.Count(x => x.GetProperty("title").GetString() == subject).ShouldBe(1);
    }

    private Task BillIn(string name, string line) =>
        App.Behind<MarketplaceDbContext>(db =>
            db.Providers.Where(x => x.Id == ProviderId.Of(Provider.Person.Id))
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(x => x.LegalName, name)
                        .SetProperty(x => x.DisplayName, name)
                        .SetProperty(x => x.AddressLines, new List<string> { line })
                )
        );
}

public sealed class SqliteWaitingDocuments() : WaitingDocumentsSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresWaitingDocuments() : WaitingDocumentsSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerWaitingDocuments() : WaitingDocumentsSuite(Engine.SqlServer);
