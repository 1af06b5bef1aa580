using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Host.Cli;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.SignIns;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Features.BankDetails;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Where a provider is paid: checked, sealed, masked; a change rests and is told.</summary>
public abstract class BankDetailsSuite(Engine engine) : BankDetailsSteps(engine)
{
    [EngineFact]
    [Rule("WAL-12", Part = "masked")]
    public async Task Details_are_read_as_people_write_them_and_shown_masked_only()
    {
        var (_, http) = await NewProvider();
        using var none = await TelehealthApp.Send(http, HttpMethod.Get, Path);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var given = await Put(http, Uk("20-29-59", " 6374 8472 "));
        var text = await given.Content.ReadAsStringAsync();
        given.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        given.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var read = await TelehealthApp.Send(http, HttpMethod.Get, Path);
        var answer = await read.Content.ReadAsStringAsync();
        answer.ShouldBe(text);
        answer.ShouldContain("\"maskedAccount\":\"··59 ··· 8472\"");
        answer.ShouldContain("\"frozenUntil\":null");
        answer.ShouldNotContain(Theirs);
        answer.ShouldNotContain("202959");
    }

    [EngineFact]
    [Rule("WAL-12", Part = "sealed")]
    public async Task What_is_stored_opens_for_its_provider_only()
    {
        var (provider, http) = await NewProvider();
        var (other, otherHttp) = await NewProvider();
        (await Put(http, Uk(holder: "Þórunn Łucja Nguyễn"))).EnsureSuccessStatusCode();
        (await Put(otherHttp, Uk())).EnsureSuccessStatusCode();
        var rows = await Read(db => db.PayeeDetails.AsNoTracking().ToListAsync());
        rows.ShouldAllBe(x => !System.Text.Encoding.UTF8.GetString(x.Sealed).Contains(Theirs));
        var payee = (await PayeeOf(provider))!;
        payee.Holder.ShouldBe("Þórunn Łucja Nguyễn");
        payee.Account.ShouldBe(new Telehealth.Wallet.Gateways.Bank.BankAccount.Uk("202959", Theirs));
        payee.ToString().ShouldNotContain("8472");
        // A row moved to another provider does not open.
        await Read(async db =>
        {
            var stolen = rows.Single(x => x.ProviderId == ProviderId.Of(provider.Id)).Sealed;
            var row = await db.PayeeDetails.SingleAsync(x => x.ProviderId == ProviderId.Of(other.Id));
            db.Entry(row).Property(x => x.Sealed).CurrentValue = stolen;
            return await db.SaveChangesAsync();
        });
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => PayeeOf(other));
    }

    [EngineFact]
    [Rule("COM-14", Part = "rotation")]
    public async Task Keys_are_wrapped_anew_and_the_old_one_can_be_taken_away()
    {
        var (provider, http) = await NewProvider();
        (await Put(http, Uk(holder: "Þórunn Łucja Nguyễn"))).EnsureSuccessStatusCode();
        (string, string) first = ("Encryption:Keys:1", "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdGk=");
        (string, string) second = ("Encryption:Keys:2", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        await using (var both = await App.Again(null, first, second))
        {
            var rotation = both.Services.GetRequiredService<KeyRotation>();
            (await rotation.Run(CancellationToken.None)).ShouldBeGreaterThan(1);
            (await rotation.Run(CancellationToken.None)).ShouldBe(0);
        }

        await using var later = await App.Again(null, second);
        (await PayeeOf(provider, later))!.Holder.ShouldBe("Þórunn Łucja Nguyễn");
    }

    [EngineFact]
    [Rule("WAL-12", Part = "frozen")]
    [Rule("WAL-12", Part = "told")]
    public async Task A_change_freezes_for_three_days_of_business_time_and_the_first_details_do_not()
    {
        var (provider, http) = await NewProvider();
        (await Put(http, Uk())).EnsureSuccessStatusCode();
        (await PayeeOf(provider))!.FrozenUntil.ShouldBeNull();
        var before = App.Now;
        using var changed = await Put(http, Iban(), "\"1\"");
        var answer = await TelehealthApp.Read(changed);
        answer.GetProperty("maskedAccount").GetString().ShouldBe("IS·· ··· 0339");
        var payee = (await PayeeOf(provider))!;
        payee.FrozenUntil!.Value.ShouldBeGreaterThanOrEqualTo(before + Duration.FromHours(72));
        payee.FrozenUntil!.Value.ShouldBeLessThan(App.Now + Duration.FromHours(72));
        payee.IsFrozen(App.Now).ShouldBeTrue();
        await App.Advance(Duration.FromHours(73));
        payee.IsFrozen(App.Now).ShouldBeFalse();
        (await TelehealthApp.Get(http, Path))
            .GetProperty("frozenUntil")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Events()).ShouldBe(2);
        await App.Drain();
        var mails = await App.Http.GetStringAsync($"/dev/mail/messages?to={Uri.EscapeDataString(provider.Email)}");
        mails.ShouldContain("Your bank details were changed");
        mails.ShouldContain("We now know where to pay you");
        mails.ShouldContain("0339");
        mails.ShouldNotContain("IS140159260076545510730339");
    }

    [EngineFact]
    public async Task The_same_details_again_change_nothing()
    {
        var (provider, http) = await NewProvider();
        (await Put(http, Uk())).EnsureSuccessStatusCode();
        (await Put(http, Uk("202959", "63748472"), "\"1\"")).EnsureSuccessStatusCode();
        var payee = (await PayeeOf(provider))!;
        (payee.Version, payee.FrozenUntil).ShouldBe((1, null));
        (await Events()).ShouldBe(1);
    }

    [EngineFact]
    public async Task Nobody_overwrites_unseen_and_of_many_first_ones_one_stands()
    {
        var (_, http) = await NewProvider();
        using var early = await Put(http, Uk(), "\"1\"");
        early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answers = await Together(20, _ => Put(http, Uk()));
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        answers
            .Where(x => !x.IsSuccessStatusCode)
            .ShouldAllBe(x => (int)x.StatusCode == 412 || (int)x.StatusCode == 428 || (int)x.StatusCode == 409);
        using var blind = await Put(http, Iban());
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        using var stale = await Put(http, Iban(), "\"7\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await TelehealthApp.Code(stale)).ShouldBe("precondition.failed");
        var changes = await Together(20, _ => Put(http, Iban(), "\"1\""));
        changes.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        (await Events()).ShouldBe(2);
    }

    [EngineFact]
    [Rule("WAL-12", Part = "checked")]
    public async Task What_is_wrong_is_answered_beside_its_field()
    {
        var (_, http) = await NewProvider();
        await Refused(http, Uk(account: "63748473"), "accountNumber");
        await Refused(http, Uk(sortCode: "20-29"), "sortCode");
        await Refused(http, Uk(holder: "王芳"), "holderName");
        await Refused(http, Uk(currency: "EUR"), "currency");
        await Refused(http, Uk(currency: "gbp"), "currency");
        await Refused(http, Iban(iban: "IS140159260076545510730338"), "iban");
        await Refused(http, Iban(bic: "X"), "bic");
        await Refused(http, Iban(iban: new string('1', 5_000)), "iban");
        foreach (
            var body in new object[] { new { }, new { kind = 7 }, new { kind = "paypal" }, "text", Uk(holder: null) }
        )
        {
            using var answer = await Put(http, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body.ToString());
        }
    }

    [EngineFact]
    public async Task Once_an_authenticator_is_set_up_a_change_needs_its_code()
    {
        var (provider, _) = await NewProvider();
        const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        var first = await App.AuthenticatorCode(Key);
        var enrol = new EnrolAuthenticator(provider.Id, new Secret(Key), new Secret(first));
        (await App.Send(enrol, Actor.Anonymous)).Value.Right.ShouldBeTrue();
        var http = await App.Client(provider with { TotpKey = Key });
        await Refused(http, Uk(), "code");
        using var without = await Put(http, Uk());
        ((int)without.StatusCode, await Code(without)).ShouldBe((400, "wallet.code-needed"));
        using var wrong = await Put(http, Uk(code: "12345x"));
        ((int)wrong.StatusCode, await Code(wrong)).ShouldBe((422, "identity.code-wrong"));
        var next = await App.AuthenticatorCode(Key);
        (await Put(http, Uk(code: next))).EnsureSuccessStatusCode();
        using var again = await Put(http, Iban(code: next), "\"1\"");
        (await Code(again)).ShouldBe("identity.code-wrong");
    }

    [EngineFact]
    public async Task A_client_has_no_bank_details()
    {
        var (_, http) = await NewClient();
        (await TelehealthApp.Send(http, HttpMethod.Get, Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Put(http, Uk())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await App.Http.GetAsync($"/api/v1/{Path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}

public sealed class SqliteBankDetailsTests() : BankDetailsSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresBankDetailsTests() : BankDetailsSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerBankDetailsTests() : BankDetailsSuite(Engine.SqlServer);
