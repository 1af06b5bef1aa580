using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>A phone number is proven by a code before it gets text messages (ACC-04).</summary>
public abstract class PhoneSuite(Engine engine)
{
    private const string Me = "/api/v1/identity/me";
    private const string Number = "+447700900123";

    [EngineFact]
    [Rule("ACC-04", Part = "phone")]
    public async Task The_code_of_the_text_message_proves_the_number_it_was_sent_to_and_no_other()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var ewa = await app.Client(await app.SignUpClient());
        await TelehealthApp.SavePhone(ewa, "07700 900 123");
        (await Proven(ewa)).ShouldBeFalse();
        (await Ask(ewa)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.Drain();
        var code = await app.TextedCode(Number);
        // Another number than the one that got the code.
        await TelehealthApp.SavePhone(ewa, "+447700900124");
        await Refused(await Prove(ewa, code), HttpStatusCode.UnprocessableEntity, "identity.phone-code-wrong");
        await TelehealthApp.SavePhone(ewa, Number);
        (await Prove(ewa, code.Insert(3, " "))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Proven(ewa)).ShouldBeTrue();
        await Refused(await Prove(ewa, code), HttpStatusCode.Conflict, "identity.phone-already-proven");
        await Refused(await Ask(ewa), HttpStatusCode.Conflict, "identity.phone-already-proven");
        // A changed number starts again.
        await TelehealthApp.SavePhone(ewa, "+447700900124");
        (await Proven(ewa)).ShouldBeFalse();
    }

    [EngineFact]
    [Rule("ACC-04", Part = "phone")]
    public async Task Somebody_elses_code_and_what_is_no_code_prove_nothing()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var ewa = await app.Client(await app.SignUpClient());
        using var ana = await app.Client(await app.SignUpClient());
        await Refused(await Ask(ewa), HttpStatusCode.UnprocessableEntity, "identity.no-phone");
        await Refused(await Prove(ewa, "123456"), HttpStatusCode.UnprocessableEntity, "identity.no-phone");
        await TelehealthApp.SavePhone(ewa, Number);
        await TelehealthApp.SavePhone(ana, Number);
        await Ask(ana);
        await app.Drain();
        var code = await app.TextedCode(Number);
        await Refused(await Prove(ewa, code), HttpStatusCode.UnprocessableEntity, "identity.phone-code-wrong");
        foreach (var rubbish in (string?[])[null, "", "12345", "1234567", "١٢٣٤٥٦", "abcdef"])
        {
            (await Prove(ewa, rubbish)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, rubbish);
        }

        (await Proven(ewa)).ShouldBeFalse();
    }

    [EngineFact]
    public async Task Five_wrong_codes_rest_the_account_even_for_the_right_one()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var ewa = await app.Client(await app.SignUpClient());
        await TelehealthApp.SavePhone(ewa, Number);
        await Ask(ewa);
        await app.Drain();
        var code = await app.TextedCode(Number);
        var wrong = code[..5] + (char)('0' + ((code[5] - '0' + 1) % 10));
        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Prove(ewa, wrong)));
        tries.ShouldAllBe(x => x.StatusCode == HttpStatusCode.UnprocessableEntity);
        await Refused(await Prove(ewa, code), HttpStatusCode.UnprocessableEntity, "identity.too-many-tries");
    }

    [EngineFact]
    public async Task Few_text_messages_go_out_a_day_for_a_person_and_to_a_number()
    {
        await using var app = await TelehealthApp.Start(engine, settings: [("Limits:TextsPerPersonAndDay", "2")]);
        using var ewa = await app.Client(await app.SignUpClient());
        using var ana = await app.Client(await app.SignUpClient());
        await TelehealthApp.SavePhone(ewa, Number);
        await TelehealthApp.SavePhone(ana, Number);
        (await Ask(ewa)).EnsureSuccessStatusCode();
        (await Ask(ewa)).EnsureSuccessStatusCode();
        await Refused(await Ask(ewa), HttpStatusCode.UnprocessableEntity, "identity.too-many-texts");
        await Refused(await Ask(ana), HttpStatusCode.UnprocessableEntity, "identity.too-many-texts");
        await app.Drain();
        (await app.Texts(Number)).Count.ShouldBe(2);
        await TelehealthApp.SavePhone(ewa, "+447700900125");
        await Refused(await Ask(ewa), HttpStatusCode.UnprocessableEntity, "identity.too-many-texts");
    }

    [EngineFact]
    public async Task A_code_asked_for_twice_under_one_key_is_sent_once()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var ewa = await app.Client(await app.SignUpClient());
        await TelehealthApp.SavePhone(ewa, Number);
        ewa.DefaultRequestHeaders.Add("Idempotency-Key", TelehealthApp.NewKey());
        (await Ask(ewa)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Ask(ewa)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.Drain();
        (await app.Texts(Number)).Count.ShouldBe(1);
    }

    private static Task<HttpResponseMessage> Ask(HttpClient api) => api.PostAsync($"{Me}/phone/code", null);

    private static Task<HttpResponseMessage> Prove(HttpClient api, string? code) =>
        api.PostAsJsonAsync($"{Me}/phone/prove", new { code });

    private static async Task<bool> Proven(HttpClient api) =>
        (await api.GetFromJsonAsync<JsonElement>(Me)).GetProperty("phoneVerified").GetBoolean();

    private static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        (await TelehealthApp.Code(answer)).ShouldBe(code);
    }
}

public sealed class PhoneOnSqlite() : PhoneSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PhoneOnPostgres() : PhoneSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PhoneOnSqlServer() : PhoneSuite(Engine.SqlServer);
