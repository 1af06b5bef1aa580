using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class CreateEmployerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/employers",
                async (EmployerBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CreateEmployer(body.Name), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/hubs/employers/{x.Id}", x)
                    )
            )
            .WithName("CreateEmployer")
            .WithSummary("Takes an employer on")
            .WithTags("Hubs: employers")
            .Answers<EmployerAnswer>(StatusCodes.Status201Created, StatusCodes.Status403Forbidden);
}

/// <summary>A new employer.</summary>
/// <param name="Name">As its people know it; 1 to 80 characters.</param>
public sealed record EmployerBody(string Name);

/// <summary>An employer.</summary>
/// <param name="Id">The employer.</param>
/// <param name="Name">Its name.</param>
public sealed record EmployerAnswer(Guid Id, string Name);

[Needs(HubsModule.ManageHubs)]
internal sealed record CreateEmployer(string Name) : ICommand<EmployerAnswer>;

internal sealed class CreateEmployerValidator : AbstractValidator<CreateEmployer>
{
    public CreateEmployerValidator() => RuleFor(x => x.Name).Line(80);
}

internal sealed class CreateEmployerHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<CreateEmployer, EmployerAnswer>
{
    public async Task<Result<EmployerAnswer>> Handle(CreateEmployer command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var employer = new Employer(work.DerivedId("employer"), command.Name.Trim(), now);
        db.Employers.Add(employer);
        return new EmployerAnswer(employer.Id, employer.Name);
    }
}
