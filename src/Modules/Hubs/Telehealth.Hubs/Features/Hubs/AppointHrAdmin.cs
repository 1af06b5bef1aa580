using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class AppointHrAdminEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/employers/{employerId}/hr-admins",
                async (Guid employerId, HrAdminBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AppointHrAdmin(employerId, body.Email), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AppointHrAdmin")
            .WithSummary("Lets somebody run an employer's hubs; the person also needs the role hr-admin")
            .WithTags("Hubs: employers")
            .Answers<HrAdminAnswer>(StatusCodes.Status200OK, 403, 404, 422);
}

/// <summary>Who is to run an employer's hubs.</summary>
/// <param name="Email">The address of the person's account.</param>
public sealed record HrAdminBody(string Email);

/// <summary>Who runs an employer's hubs.</summary>
/// <param name="EmployerId">The employer.</param>
/// <param name="PersonId">The person.</param>
public sealed record HrAdminAnswer(Guid EmployerId, PersonId PersonId);

[Needs(HubsModule.ManageHubs)]
internal sealed record AppointHrAdmin(Guid EmployerId, string Email) : ICommand<HrAdminAnswer>;

internal sealed class AppointHrAdminValidator : AbstractValidator<AppointHrAdmin>
{
    public AppointHrAdminValidator() =>
        RuleFor(x => x.Email).Must(WorkAddress.IsAddress).WithMessage("Please write a whole address.");
}

internal sealed class AppointHrAdminHandler(HubsDbContext db, IWork work, ISender sender, IAuditLog audit, IClock clock)
    : ICommandHandler<AppointHrAdmin, HrAdminAnswer>
{
    public async Task<Result<HrAdminAnswer>> Handle(AppointHrAdmin command, CancellationToken ct)
    {
        if (!await db.Employers.AnyAsync(x => x.Id == command.EmployerId, ct))
        {
            return HubErrors.EmployerNotFound;
        }

        var found = await sender.Send(new FindPerson(command.Email), ct);
        if (found.Error is { } error)
        {
            return error.Kind == ErrorKind.NotFound ? HubErrors.NoSuchAccount : error;
        }

        var answer = new HrAdminAnswer(command.EmployerId, found.Value);
        if (await IsAppointed(answer, ct))
        {
            return answer;
        }

        var lines = new[]
        {
            new AuditLine("hr-admin.appointed", $"employer:{answer.EmployerId}"),
            new AuditLine("hr-admin.appointed", $"person:{answer.PersonId}"),
        };
        if (await audit.Record(work.StepKey("audit"), ct, lines) is { } unwritten)
        {
            return unwritten;
        }

        await work.Begin(ct);
        if (await IsAppointed(answer, ct))
        {
            return answer;
        }

        db.EmployerAdmins.Add(
            new EmployerAdmin
            {
                EmployerId = answer.EmployerId,
                PersonId = answer.PersonId,
                Since = clock.GetCurrentInstant(),
            }
        );
        return await Unless(answer, ct);
    }

    private Task<bool> IsAppointed(HrAdminAnswer who, CancellationToken ct) =>
        db.EmployerAdmins.AnyAsync(x => x.EmployerId == who.EmployerId && x.PersonId == who.PersonId, ct);

    private async Task<HrAdminAnswer> Unless(HrAdminAnswer answer, CancellationToken ct)
    {
        try
        {
            await work.Flush(ct);
            return answer;
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("Appointed twice at once; look again.", e);
        }
    }
}
