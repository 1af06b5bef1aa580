using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;

namespace Telehealth.BuildingBlocks.Infrastructure.Modules;

/// <summary>Composes the modules: what the host calls, and the architecture tests walk.</summary>
public static class ModuleComposition
{
    /// <summary>Registers the building blocks and every module.</summary>
    public static IServiceCollection AddModules(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<Module> modules
    )
    {
        var database = DatabaseOptions.From(configuration);
        services.AddDatabase(database);
        services.TryAddSingleton(new SystemTime(TimeProvider.System));
        services.AddSingleton<BusinessClock>();
        services.AddSingleton<IClock>(sp => sp.GetRequiredService<BusinessClock>());
        services.AddSingleton(modules);
        services.AddSingleton(sp => new ModuleContexts(modules));
        services.AddSingleton(new PermissionCatalog(modules));
        services.AddPipeline();
        services.AddPersonVault(configuration);
        services.AddMessaging(configuration, modules);
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            services.AddSingleton(module.GetType(), module);
            services.AddEngineContext(module.DbContextType, module.EngineContexts, database.Engine);
            services.AddByConvention(module.GetType());
            module.AddServices(services, configuration);
        }

        return services;
    }

    /// <summary>Maps every module's endpoints: its API under <c>/api/v1</c>, the rest where the module says.</summary>
    public static void MapModules(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapOperations();
        foreach (var module in app.Services.GetRequiredService<IReadOnlyList<Module>>())
        {
            foreach (var endpoint in Implementations(module.GetType().Assembly, typeof(IEndpoint)))
            {
                typeof(ModuleComposition)
                    .GetMethod(nameof(MapOne), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(endpoint)
                    .Invoke(null, [api]);
            }

            module.MapOutsideApi(app);
        }
    }

    private static void AddPipeline(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.TryAddSingleton<IActorSource, HttpActorSource>();
        services.TryAddSingleton<CrashPoints>();
        services.AddScoped<CommandContext>();
        services.AddScoped<Work>();
        services.AddScoped<IWork>(sp => sp.GetRequiredService<Work>());
        services.AddScoped<ISender, Sender>();
        services.AddScoped<ServiceFactory>(sp => sp.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        // One by one and in order: the order is the promise of commands.md.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TelemetryBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorisationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ExecutionBehaviour<,>));
        services.ConfigureHttpJsonOptions(x => ApiJson.Apply(x.SerializerOptions));
    }

    private static void AddByConvention(this IServiceCollection services, Type door)
    {
        services.Scan(scan =>
            scan.FromAssemblies(door.Assembly)
                .AddClasses(x => x.AssignableTo(typeof(IRequestHandler<,>)).InNamespaceOf(door), publicOnly: false)
                .AsImplementedInterfaces(x =>
                    x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
                )
                .WithScopedLifetime()
                .AddClasses(x => x.AssignableTo(typeof(IValidator<>)).InNamespaceOf(door), publicOnly: false)
                .AsImplementedInterfaces(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IValidator<>))
                .WithSingletonLifetime()
                .AddClasses(x => x.AssignableTo(typeof(IReaction<>)).InNamespaceOf(door), publicOnly: false)
                .AsSelf()
                .WithScopedLifetime()
                .AddClasses(x => x.AssignableTo<IDueWork>().InNamespaceOf(door), publicOnly: false)
                .As<IDueWork>()
                .WithScopedLifetime()
                .AddClasses(x => x.AssignableTo<IBackgroundWork>().InNamespaceOf(door), publicOnly: false)
                .As<IBackgroundWork>()
                .WithScopedLifetime()
                .AddClasses(x => x.AssignableTo<IHomeCard>().InNamespaceOf(door), publicOnly: false)
                .As<IHomeCard>()
                .WithScopedLifetime()
        );
    }

    private static IEnumerable<Type> Implementations(Assembly assembly, Type contract) =>
        assembly
            .GetTypes()
            .Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(contract))
            .OrderBy(x => x.FullName, StringComparer.Ordinal);

    private static void MapOne<TEndpoint>(IEndpointRouteBuilder api)
        where TEndpoint : IEndpoint => TEndpoint.Map(api);
}
