using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hubs_insured",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MatchIndex = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SealedPolicy = table.Column<byte[]>(type: "varbinary(1000)", maxLength: 1000, nullable: false),
                    Language = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_insured", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_partner_visits",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Seed = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Candidates = table.Column<string>(type: "nvarchar(max)", maxLength: 40000, nullable: false),
                    DrawnAt = table.Column<long>(type: "bigint", nullable: false),
                    BookingId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ContestReason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ContestedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewOpenedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_partner_visits", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_partner_visits_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_programme_providers",
                columns: table => new
                {
                    ProgrammeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InvitedAt = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    Assigned = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programme_providers", x => new { x.ProgrammeId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "hubs_programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    ClientId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CountryCodes = table.Column<string>(type: "nvarchar(800)", maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LanguageCodes = table.Column<string>(type: "nvarchar(800)", maxLength: 800, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Packages = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PlatformShareBasisPoints = table.Column<int>(type: "int", nullable: false),
                    InsurerLine = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    PrivateLine = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    SealedKey = table.Column<byte[]>(type: "varbinary(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programmes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_visit_packages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Visits = table.Column<int>(type: "int", nullable: false),
                    SealedConsent = table.Column<byte[]>(type: "varbinary(1000)", maxLength: 1000, nullable: false),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_visit_packages", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_insured_ProgrammeId_MatchIndex",
                table: "hubs_insured",
                columns: new[] { "ProgrammeId", "MatchIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_BookingId",
                table: "hubs_partner_visits",
                column: "BookingId",
                unique: true,
                filter: "[BookingId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_PersonId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "PersonId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_ProviderId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "ProviderId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_Sequence",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programme_providers_ProviderId",
                table: "hubs_programme_providers",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_ClientId",
                table: "hubs_programmes",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_Code",
                table: "hubs_programmes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_visit_packages_PersonId",
                table: "hubs_visit_packages",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hubs_insured");

            migrationBuilder.DropTable(
                name: "hubs_partner_visits");

            migrationBuilder.DropTable(
                name: "hubs_programme_providers");

            migrationBuilder.DropTable(
                name: "hubs_programmes");

            migrationBuilder.DropTable(
                name: "hubs_visit_packages");
        }
    }
}
