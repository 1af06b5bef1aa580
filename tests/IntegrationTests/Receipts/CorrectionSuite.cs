using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Issued documents stay as they are; a credit note is the one way to correct them.</summary>
public abstract class CorrectionSuite(Engine engine) : ReceiptsSuite(engine)
{
    private const string Reason = "The session did not take place.";

    [EngineFact]
    [Rule("RCP-04", Part = "immutable")]
    public async Task The_database_refuses_to_change_or_delete_a_document_or_its_bytes()
    {
        var bytes = await Client.Http.GetByteArrayAsync($"api/v1/receipts/documents/{Id(await Issued())}/file");
        string[] attempts =
        [
            """UPDATE receipts_documents SET "TotalMinor" = 1""",
            """UPDATE receipts_documents SET "Data" = 'x'""",
            "DELETE FROM receipts_documents",
            """UPDATE receipts_document_files SET "Sha256" = 'x'""",
            "DELETE FROM receipts_document_files",
        ];
        foreach (var sql in attempts)
        {
            var refusal = await Should.ThrowAsync<Exception>(() =>
                Read(async db =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync();
                    return await db.Database.ExecuteSqlRawAsync(sql);
                })
            );
            refusal.Message.ShouldContain("never changed", Case.Insensitive, sql);
        }

        var item = (await Documents(Client)).ShouldHaveSingleItem();
        item.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(6500);
        (await Client.Http.GetByteArrayAsync($"api/v1/receipts/documents/{Id(item)}/file")).ShouldBe(bytes);
    }

    [EngineFact]
    [Rule("RCP-02", Part = "gap-free")]
    [Rule("RCP-04", Part = "credit-note")]
    public async Task A_credit_note_names_the_original_has_its_own_series_and_there_is_one_at_most()
    {
        var receipt = await Issued();
        var finance = await Finance();
        using var made = await Credit(finance, Id(receipt), Reason, "once");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await Credit(finance, Id(receipt), Reason, "once");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        using var second = await Credit(finance, Id(receipt), Reason, "twice");
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("receipts.already-credited");
        await App.Drain();

        var answer = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        Number(answer).ShouldEndWith("-C00001");
        var note = await Get(Client, $"documents/{Id(answer)}");
        note.GetProperty("corrects").GetString().ShouldBe(Id(receipt));
        note.GetProperty("title").GetString().ShouldBe("Credit note");
        note.GetProperty("state").GetString().ShouldBe("ready");
        var html = await Client.Http.GetStringAsync($"api/v1/receipts/documents/{Id(answer)}/html");
        html.ShouldContain($"Corrects {Number(receipt)}");
        html.ShouldContain(Reason);
        var original = await Get(Client, $"documents/{Id(receipt)}");
        original.GetProperty("correctedBy").GetString().ShouldBe(Id(answer));
        var check = await App.Http.GetStringAsync(new Uri(original.GetProperty("verifyUrl").GetString()!));
        check.ShouldContain($"credit note {Number(answer)}");

        // The refused one gave its number back.
        using var other = await Credit(finance, Id(await Issued()), Reason, "third");
        (await other.Content.ReadAsStringAsync()).ShouldContain("-C00002");
    }

    [EngineFact]
    public async Task Only_finance_credits_and_only_receipts_with_a_reason_and_a_key()
    {
        var receipt = Id(await Issued());
        foreach (var reader in (Reader[])[Client, Provider])
        {
            using var refused = await Credit(reader, receipt, Reason, "k");
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var finance = await Finance();
        using var noKey = await Credit(finance, receipt, Reason, null);
        noKey.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var noReason = await Credit(finance, receipt, " ", "k1");
        noReason.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var unknown = await Credit(finance, Ids.New().ToString(), Reason, "k2");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var made = await Credit(finance, receipt, Reason, "k3");
        var note = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        using var noteOfNote = await Credit(finance, Id(note), Reason, "k4");
        noteOfNote.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Documents(finance, "creditNote")).Count.ShouldBe(1);
    }

    [EngineFact]
    public async Task A_document_from_before_names_were_asked_for_is_corrected_under_the_name_given_since()
    {
        var (name, inLatin) = WorldNames.NotCarried[0];
        var old = await FromBefore(await Issued(), name);
        await CallClient(name);
        var finance = await Finance();
        using var unnamed = await Credit(finance, old, Reason, "unnamed");
        await TelehealthApp.Expect(unnamed, HttpStatusCode.UnprocessableEntity, "receipts.name-needed");
        (await Documents(finance, "creditNote")).ShouldBeEmpty();

        await Rename(Client, new { NameOnDocuments = inLatin });
        using var named = await Credit(finance, old, Reason, "named");
        var note = await TelehealthApp.Read(named);
        // The refused one took no number.
        Number(note).ShouldEndWith("-C00001");
        (await Get(Client, $"documents/{Id(note)}")).GetProperty("customer").GetString().ShouldBe(inLatin);
    }

    /// <summary>A receipt like this one, as an older release issued it to somebody of that name.</summary>
    private async Task<string> FromBefore(JsonElement receipt, string name)
    {
        const string Code = "23456789ABCDEFGHJKLMNPQRST";
        var (like, id, number) = (Number(receipt), new DocumentId(Ids.New()), Number(receipt)[..^5] + "90001");
        await App.Behind<ReceiptsDbContext>(db =>
        {
            var row = db.Entry(db.Documents.AsNoTracking().Single(x => x.Number == like));
            var frozen = row.Entity.Frozen with { Number = number, VerifyCode = Code };
            frozen = frozen with { Customer = frozen.Customer with { Name = name } };
            row.Property(x => x.Sequence).CurrentValue = 0;
            row.Property(x => x.Id).CurrentValue = id;
            row.Property(x => x.Number).CurrentValue = number;
            row.Property(x => x.NumberInSeries).CurrentValue = 90_001;
            row.Property(x => x.SourceKey).CurrentValue = $"cover:{Ids.New()}";
            row.Property(x => x.VerifyCode).CurrentValue = Code;
            row.Property(x => x.Data).CurrentValue = frozen.ToJson();
            row.State = EntityState.Added;
            return db.SaveChangesAsync();
        });
        return id.ToString();
    }
}

public sealed class SqliteCorrections() : CorrectionSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresCorrections() : CorrectionSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerCorrections() : CorrectionSuite(Engine.SqlServer);
