using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

internal sealed class AddBlockEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/marketplace/providers/me/calendar/blocks",
                async (BlockBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AddBlock(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/providers/me/calendar/blocks/{x.Id}", x)
                    )
            )
            .WithName("AddBlock")
            .WithSummary("Close a stretch of time, such as a holiday")
            .WithTags("Calendar")
            .Answers<BlockAnswer>(StatusCodes.Status201Created, Problems);
        api.MapDelete(
                "/marketplace/providers/me/calendar/blocks/{id:guid}",
                async (Guid id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new RemoveBlock(id), ct)).ToHttp(x => x.Version)
            )
            .WithName("RemoveBlock")
            .WithSummary("Open blocked time again")
            .WithTags("Calendar")
            .Answers<CalendarAnswer>(StatusCodes.Status200OK, Problems);
    }

    private static int[] Problems =>
        [
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status422UnprocessableEntity,
        ];
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record AddBlock(BlockBody Body) : ICommand<BlockAnswer>;

internal sealed class AddBlockValidator : AbstractValidator<AddBlock>
{
    public AddBlockValidator()
    {
        RuleFor(x => x.Body.From)
            .Must(x => WallTime.Moment(x) is not null)
            .WithMessage("Write it as 2027-03-28T09:00, on the five-minute grid.")
            .OverridePropertyName("from");
        RuleFor(x => x.Body.To)
            .Must((command, to) => WallTime.Moment(to) > WallTime.Moment(command.Body.From))
            .WithMessage("Write it as 2027-03-28T18:00, on the five-minute grid and after the beginning.")
            .OverridePropertyName("to");
    }
}

internal sealed class AddBlockHandler(CalendarChange change, IWork work) : ICommandHandler<AddBlock, BlockAnswer>
{
    public async Task<Result<BlockAnswer>> Handle(AddBlock command, CancellationToken ct)
    {
        var block = new Block(
            work.DerivedId("block"),
            WallTime.Moment(command.Body.From)!.Value,
            WallTime.Moment(command.Body.To)!.Value,
            command.Body.Reason
        );
        var changed = await change.Apply(calendar => calendar.Plan.With(block), ct);
        return changed.Map(_ => new BlockAnswer(
            block.Id,
            WallTime.Of(block.From),
            WallTime.Of(block.To),
            block.Reason
        ));
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record RemoveBlock(Guid Id) : ICommand<CalendarAnswer>;

internal sealed class RemoveBlockHandler(CalendarChange change) : ICommandHandler<RemoveBlock, CalendarAnswer>
{
    public async Task<Result<CalendarAnswer>> Handle(RemoveBlock command, CancellationToken ct)
    {
        var changed = await change.Apply(
            calendar =>
                calendar.Plan.Blocks.Any(x => x.Id == command.Id)
                    ? calendar.Plan.WithoutBlock(command.Id)
                    : CalendarErrors.BlockNotFound,
            ct
        );
        return changed.Map(CalendarAnswer.Of);
    }
}
