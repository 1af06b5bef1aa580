using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>What the suites of authority share: two administrators whom the host made, and how they act.</summary>
public abstract class AuthorityStage(Engine engine) : IAsyncLifetime
{
    protected TelehealthApp App { get; private set; } = null!;

    protected TestPerson First { get; private set; } = null!;

    protected HttpClient FirstApi { get; private set; } = null!;

    protected TestPerson Second { get; private set; } = null!;

    protected HttpClient SecondApi { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await TelehealthApp.Start(engine);
        First = await App.Staff(Roles.PlatformAdmin);
        FirstApi = await App.Client(First);
        Second = await App.Staff(Roles.PlatformAdmin);
        SecondApi = await App.Client(Second);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    protected static Task<HttpResponseMessage> Role(HttpClient api, HttpMethod how, PersonId whose, string role) =>
        TelehealthApp.Send(api, how, $"identity/people/{whose}/roles/{role}");

    protected static Task<HttpResponseMessage> Propose(HttpClient api, PersonId whose, string role) =>
        TelehealthApp.Send(
            api,
            HttpMethod.Post,
            "identity/role-proposals",
            new
            {
                PersonId = whose.ToString(),
                Role = role,
                Reason = "Łucja left, somebody has to",
            }
        );

    protected async Task<HttpResponseMessage> Approve(HttpClient api, TestPerson by, string proposal) =>
        await TelehealthApp.Send(
            api,
            HttpMethod.Post,
            $"identity/role-proposals/{proposal}/approve",
            new { Code = await Code(by) },
            TelehealthApp.NewKey()
        );

    /// <summary>For what is refused before the code is looked at.</summary>
    protected static Task<HttpResponseMessage> TryApprove(HttpClient api, string proposal) =>
        TelehealthApp.Send(
            api,
            HttpMethod.Post,
            $"identity/role-proposals/{proposal}/approve",
            new { Code = "000000" }
        );

    protected static Task<string> Code(TestPerson person) =>
        AuthenticatorApp.Code(person.TotpKey!, TimeProvider.System, CancellationToken.None);

    protected static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await TelehealthApp.Code(answer)).ShouldBe(code);
    }

    protected static async Task<string[]> RolesOf(HttpClient api, PersonId whose) =>
        [
            .. (await TelehealthApp.Get(api, $"identity/people/{whose}/access"))
                .GetProperty("roles")
                .EnumerateArray()
                .Select(x => x.GetString()!),
        ];

    /// <summary>The lines of the chained audit about somebody or something, as actor and action.</summary>
    protected async Task<List<(string Actor, string Action)>> Lines(string subject)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplianceDbContext>();
        var lines = await db.Audit.Where(x => x.Subject == subject).OrderBy(x => x.Sequence).ToListAsync();
        return lines.ConvertAll(x => (x.Actor, x.Action));
    }

    protected async Task<string> MailsTo(TestPerson person)
    {
        await App.Drain();
        return await App.Http.GetStringAsync($"/dev/mail/messages?to={Uri.EscapeDataString(person.Email)}");
    }

    /// <summary>Somebody the administrator brought in, and the other approved.</summary>
    protected Task<TestPerson> BroughtIn(TestPerson by, TestPerson approver, params string[] roles) =>
        App.StaffBroughtIn(by.Id, approver, roles);
}
