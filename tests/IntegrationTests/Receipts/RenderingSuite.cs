using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts;
using Telehealth.Receipts.Domain;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>A host that cannot render: documents are numbered and readable, the PDF follows.</summary>
public abstract class RenderingSuite(Engine engine) : ReceiptsSuite(engine)
{
    [EngineFact]
    public async Task A_failed_rendering_is_left_to_staff_who_try_again()
    {
        await Post();
        await App.Drain();
        var item = (await Documents(Client)).ShouldHaveSingleItem();
        item.GetProperty("state").GetString().ShouldBe("rendering");
        using var early = await Client.Http.GetAsync($"api/v1/receipts/documents/{Id(item)}/file");
        await TelehealthApp.Expect(early, HttpStatusCode.ServiceUnavailable, "receipts.not-ready");
        (await Client.Http.GetStringAsync($"api/v1/receipts/documents/{Id(item)}/html")).ShouldContain(Number(item));
        (await Read(db => db.Renderings.Select(x => new { x.State, x.Tries }).Distinct().SingleAsync())).ShouldBe(
            new { State = RenderingState.Failed, Tries = DocumentRendering.MostTries }
        );

        await using var mended = await App.Again();
        var retry = $"api/v1/receipts/documents/{Id(item)}/rendering/retry";
        using var refused = await Client.Http.PostAsync(retry, null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var operations = await SignUp(App.Staff(Roles.Operations));
        using var taken = await operations.Http.PostAsync(retry, null);
        taken.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await mended.Drain();
        using var late = await Client.Http.GetAsync($"api/v1/receipts/documents/{Id(item)}/file");
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var nothing = await operations.Http.PostAsync(retry, null);
        nothing.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await TelehealthApp.Code(nothing)).ShouldBe("receipts.nothing-to-retry");
    }

    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<ReceiptsOptions>(x => x.FontDirectory = "/nowhere");
}

public sealed class SqliteRendering() : RenderingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresRendering() : RenderingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerRendering() : RenderingSuite(Engine.SqlServer);
