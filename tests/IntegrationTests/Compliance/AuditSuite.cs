using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>Who is let into a case, what is written down of it, and what a thief of the database finds.</summary>
public abstract class AuditSuite(Engine engine) : SafeguardingSuite(engine)
{
    private static readonly string[] Steps =
    [
        "acknowledge",
        "no-further-action",
        "advice",
        "referral",
        "referral/confirm",
        "referral/answer",
        "notes",
        "closing",
        "closing/agree",
        "closing/refuse",
    ];

    [EngineFact]
    [Rule("COM-05", Part = "team-only")]
    [Rule("ACC-02", Part = "ownership")]
    public async Task To_every_other_role_there_are_no_cases()
    {
        var id = await Raise();
        var others = new List<HttpClient> { ClientHttp, ProviderHttp };
        foreach (var role in Roles.All.Except([Roles.Client, Roles.Provider, Roles.SafeguardingLead]))
        {
            others.Add(await App.Client(await App.Staff(role)));
        }

        foreach (var http in others)
        {
            foreach (var path in new[] { "compliance/cases", "compliance/cases?closed=true", $"compliance/cases/{id}" })
            {
                await Expect(await TelehealthApp.Send(http, HttpMethod.Get, path), HttpStatusCode.NotFound);
            }

            foreach (var step in Steps)
            {
                var body = step switch
                {
                    "referral" => Referral(),
                    "referral/confirm" => new { WrittenAt = App.Now.ToString() },
                    _ => Text(),
                };
                await Expect(await Step(http, id, step, body), HttpStatusCode.NotFound);
            }
        }

        await Expect(
            await TelehealthApp.Send(App.Http, HttpMethod.Get, $"compliance/cases/{id}"),
            HttpStatusCode.Unauthorized
        );
        (await Lines()).Select(x => x.Action).ShouldBe(["case.raised"]);
        await Expect(
            await TelehealthApp.Send(LeadHttp, HttpMethod.Get, $"compliance/cases/{Ids.New()}"),
            HttpStatusCode.NotFound
        );
    }

    [EngineFact]
    [Rule("COM-05", Part = "reads-logged")]
    [Rule("COM-09", Part = "reads")]
    public async Task Every_reading_is_written_down_also_of_fifty_at_once()
    {
        var id = await Raise();
        await Case(id);
        await TelehealthApp.Get(SecondHttp, "compliance/cases");
        await TelehealthApp.Get(SecondHttp, "compliance/cases?closed=true");
        var lines = await Lines();
        lines
            .Select(x => (x.Action, x.Subject))
            .ShouldBe([
                ("case.raised", $"case:{id}"),
                ("case.read", $"case:{id}"),
                ("cases.listed", "cases:open"),
                ("cases.listed", "cases:closed"),
            ]);
        lines[3].Actor.ShouldBe(lines[2].Actor);
        lines[1].Actor.ShouldBe($"person:{Lead.Id}");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Case(id)));
        (await Lines()).Count(x => x.Action == "case.read").ShouldBe(51);
        var all = await Stored(db => db.Audit.LongCountAsync());
        var seen = (await App.Send(new VerifyAudit())).Value;
        (seen.Ok, seen.Lines, seen.FirstBadLine).ShouldBe((true, all, null));
    }

    [EngineFact]
    [Rule("COM-09", Part = "tampering")]
    public async Task A_line_that_is_changed_taken_out_or_cut_off_is_found_and_the_database_refuses_it_first()
    {
        var id = await Raise();
        for (var i = 0; i < 4; i++)
        {
            await Case(id);
        }

        await Should.ThrowAsync<Exception>(() => Sql("UPDATE compliance_audit SET \"Action\" = 'case.noted'"));
        await Should.ThrowAsync<Exception>(() => Sql("DELETE FROM compliance_case_entries"));
        var lines = (await Lines()).ConvertAll(x => x.Sequence);
        var last = $"DELETE FROM compliance_audit WHERE \"Sequence\" = {lines[^1]}";
        await Should.ThrowAsync<Exception>(() => Sql(last));
        (await FirstBad()).ShouldBeNull();
        await WithoutGuards();
        await Sql(last);
        (await FirstBad()).ShouldBe(lines[^1]);
        await Sql($"DELETE FROM compliance_audit WHERE \"Sequence\" = {lines[2]}");
        (await FirstBad()).ShouldBe(lines[2]);
        await Sql($"UPDATE compliance_audit SET \"AtMicros\" = \"AtMicros\" + 1 WHERE \"Sequence\" = {lines[1]}");
        (await FirstBad()).ShouldBe(lines[1]);
        var reviewer = await App.Client(await App.Staff(Roles.ComplianceReviewer));
        var seen = await TelehealthApp.Get(reviewer, "compliance/audit/verification");
        seen.GetProperty("ok").GetBoolean().ShouldBeFalse();
        await Expect(
            await TelehealthApp.Send(ProviderHttp, HttpMethod.Get, "compliance/audit/verification"),
            HttpStatusCode.Forbidden
        );
    }

    [EngineFact]
    [Rule("COM-09", Part = "tampering")]
    public async Task Whatever_of_a_line_is_changed_is_found()
    {
        await Case(await Raise());
        var line = (await Lines())[0].Sequence;
        await WithoutGuards();
        foreach (var column in new[] { "Actor", "Action", "Subject", "Hash" })
        {
            var read = $"SELECT \"{column}\" AS \"Value\" FROM compliance_audit WHERE \"Sequence\" = {line}";
            var text = await Stored(db => db.Database.SqlQueryRaw<string>(read).SingleAsync());
            await Change(column, text[..^1] + (text[^1] == '0' ? '1' : '0'));
            (await FirstBad()).ShouldBe(line, column);
            await Change(column, text);
            (await FirstBad()).ShouldBeNull(column);
        }

        // Between two columns no letter changes hands.
        var row = (await Lines())[0];
        await Change("Actor", row.Actor + row.Action[0]);
        await Change("Action", row.Action[1..]);
        (await FirstBad()).ShouldBe(line);

        Task Change(string column, string text)
        {
            var change = $"UPDATE compliance_audit SET \"{column}\" = {{0}} WHERE \"Sequence\" = {line}";
            return Stored(db => db.Database.ExecuteSqlRawAsync(change, text));
        }
    }

    [EngineFact]
    [Rule("COM-14", Part = "safeguarding")]
    public async Task A_stolen_database_holds_no_word_of_a_case()
    {
        var id = await Raise("immediateDanger");
        await Step(LeadHttp, id, "acknowledge");
        await Step(LeadHttp, id, "notes", Text());
        await Step(LeadHttp, id, "referral", Referral());
        await App.Advance(Duration.FromDays(3));
        var cells = 0;
        await foreach (var (table, column, value) in Cells())
        {
            cells++;
            value.Contains("do domu", StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{table}.{column}");
            value.Contains("Bristol City Council", StringComparison.Ordinal).ShouldBeFalse($"{table}.{column}");
            if (table.StartsWith("compliance_cas", StringComparison.Ordinal))
            {
                value.Contains("domestic", StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{table}.{column}");
                value.Contains(Client.Id.ToString(), StringComparison.OrdinalIgnoreCase).ShouldBeFalse(column);
            }
        }

        cells.ShouldBeGreaterThan(500);
    }

    [EngineFact]
    [Rule("COM-11", Part = "kept")]
    public async Task A_case_outlives_the_erasure_of_whom_it_is_about()
    {
        var id = await Raise();
        await App
            .Services.GetRequiredService<Telehealth.BuildingBlocks.Infrastructure.Security.IPersonVault>()
            .Shred(Client.Id, CancellationToken.None);
        (await Case(id)).GetProperty("facts").GetString().ShouldBe($"{Words}, facts");
    }

    private async Task<long?> FirstBad() => (await App.Send(new VerifyAudit())).Value.FirstBadLine;

    private Task<int> Sql(string sql) => Stored(db => db.Database.ExecuteSqlRawAsync(sql));

    private async Task WithoutGuards()
    {
        string[] drops = App.Database.Engine switch
        {
            Engine.Sqlite =>
            [
                "DROP TRIGGER compliance_audit_immutable_update",
                "DROP TRIGGER compliance_audit_immutable_delete",
            ],
            Engine.Postgres => ["ALTER TABLE compliance_audit DISABLE TRIGGER USER"],
            _ => ["DISABLE TRIGGER compliance_audit_immutable ON compliance_audit"],
        };
        foreach (var drop in drops)
        {
            await Sql(drop);
        }
    }

    private async IAsyncEnumerable<(string Table, string Column, string Value)> Cells()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Telehealth.Compliance.Persistence.ComplianceDbContext>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var tables =
            db.Engine == Engine.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'dbo')";
        foreach (var table in await Names(connection, tables))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    yield return (table, reader.GetName(i), TextOf(reader.GetValue(i)));
                }
            }
        }
    }

    private static async Task<List<string>> Names(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static string TextOf(object value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString() ?? "";
}

public sealed class AuditOnSqlite() : AuditSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AuditOnPostgres() : AuditSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AuditOnSqlServer() : AuditSuite(Engine.SqlServer);
