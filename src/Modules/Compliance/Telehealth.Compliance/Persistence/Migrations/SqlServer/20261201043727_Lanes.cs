using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_compliance_inbox_State_NextTryAtMicros",
                table: "compliance_inbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "compliance_outbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "compliance_inbox",
                type: "int",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "compliance_unreached_messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CauseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    To = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ByText = table.Column<bool>(type: "bit", nullable: false),
                    AlertId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FailedAt = table.Column<long>(type: "bigint", nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ReachedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_unreached_messages", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_outbox_DispatchedAtMicros_Lane",
                table: "compliance_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_inbox_State_Lane_NextTryAtMicros",
                table: "compliance_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_AlertId",
                table: "compliance_unreached_messages",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_CauseId",
                table: "compliance_unreached_messages",
                column: "CauseId");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_FailedAt",
                table: "compliance_unreached_messages",
                column: "FailedAt");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_unreached_messages_Id",
                table: "compliance_unreached_messages",
                column: "Id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compliance_unreached_messages");

            migrationBuilder.DropIndex(
                name: "IX_compliance_outbox_DispatchedAtMicros_Lane",
                table: "compliance_outbox");

            migrationBuilder.DropIndex(
                name: "IX_compliance_inbox_State_Lane_NextTryAtMicros",
                table: "compliance_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "compliance_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "compliance_inbox");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_inbox_State_NextTryAtMicros",
                table: "compliance_inbox",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
