using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Doors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_marketplace_booking_requests_CoverId",
                table: "marketplace_booking_requests");

            migrationBuilder.AddColumn<bool>(
                name: "InstantBooking",
                table: "marketplace_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "FreeCancelMinutes",
                table: "marketplace_channel_policies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LateKeepBasisPoints",
                table: "marketplace_channel_policies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LeadMinutes",
                table: "marketplace_channel_policies",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NoShowCalls",
                table: "marketplace_channel_policies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "NoShowKeepBasisPoints",
                table: "marketplace_channel_policies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "NoShowUsesUp",
                table: "marketplace_channel_policies",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_bookings",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<long>(
                name: "BegunAt",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_bookings",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "marketplace_bookings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CancelledAt",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelledBy",
                table: "marketplace_bookings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Funding",
                table: "marketplace_bookings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "KeepBasisPoints",
                table: "marketplace_bookings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "KeptMinor",
                table: "marketplace_bookings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "UsedUp",
                table: "marketplace_bookings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<bool>(
                name: "AtOnce",
                table: "marketplace_booking_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_booking_requests",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "marketplace_booking_requests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CeilingMinor",
                table: "marketplace_booking_requests",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "CoverHeld",
                table: "marketplace_booking_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Fund",
                table: "marketplace_booking_requests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Funding",
                table: "marketplace_booking_requests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Unanswered",
                table: "marketplace_booking_requests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "marketplace_broadcast_candidates",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServiceName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    BufferBeforeMinutes = table.Column<int>(type: "integer", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "integer", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    PolicyId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    PolicyVersion = table.Column<int>(type: "integer", nullable: false),
                    ProviderZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    DeclineReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    DeclinedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_broadcast_candidates", x => new { x.RequestId, x.ProviderId });
                    table.ForeignKey(
                        name: "FK_marketplace_broadcast_candidates_marketplace_booking_reques~",
                        column: x => x.RequestId,
                        principalTable: "marketplace_booking_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "marketplace_channel_access",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_channel_access", x => new { x.ProviderId, x.Channel });
                });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_CoverId_Attempt",
                table: "marketplace_booking_requests",
                columns: new[] { "CoverId", "Attempt" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests",
                sql: "\"CeilingMinor\" IS NULL OR \"PriceMinor\" <= \"CeilingMinor\"");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_broadcast_candidates_ProviderId_RequestId",
                table: "marketplace_broadcast_candidates",
                columns: new[] { "ProviderId", "RequestId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_broadcast_candidates");

            migrationBuilder.DropTable(
                name: "marketplace_channel_access");

            migrationBuilder.DropIndex(
                name: "IX_marketplace_booking_requests_CoverId_Attempt",
                table: "marketplace_booking_requests");

            migrationBuilder.DropCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "InstantBooking",
                table: "marketplace_services");

            migrationBuilder.DropColumn(
                name: "FreeCancelMinutes",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "LateKeepBasisPoints",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "LeadMinutes",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowCalls",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowKeepBasisPoints",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "NoShowUsesUp",
                table: "marketplace_channel_policies");

            migrationBuilder.DropColumn(
                name: "BegunAt",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "BookedBy",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelReason",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelledAt",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "CancelledBy",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "Funding",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "KeepBasisPoints",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "KeptMinor",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "UsedUp",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "AtOnce",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "BookedBy",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "CeilingMinor",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "CoverHeld",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Fund",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Funding",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Unanswered",
                table: "marketplace_booking_requests");

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_bookings",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ServiceId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_CoverId",
                table: "marketplace_booking_requests",
                column: "CoverId",
                unique: true);
        }
    }
}
